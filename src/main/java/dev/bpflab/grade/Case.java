package dev.bpflab.grade;

import dev.bpflab.chapter.ContentHash;

/**
 * A submission as it is to be graded.
 *
 * @param handedIn where it came from
 * @param script its text; empty when it cannot be had
 * @param problem why its text cannot be had; empty when it can
 * @param seed what its events follow from
 * @param key a hash of everything that its marks depend on
 */
record Case(HandedIn handedIn, String script, String problem, long seed, String key) {
    /** Changes when results of an earlier version of this program can no longer be read. */
    private static final String FORM = "1";

    /**
     * Reads a submission and chooses its seed: the one that all have, or one of its own that nobody can know who does not know
     * the secret.
     */
    static Case of(HandedIn handedIn, Basis by, String tier, long secret) {
        String script = "";
        String problem = "";
        try {
            script = handedIn.script();
        } catch (HandedIn.Unreadable unreadable) {
            problem = String.valueOf(unreadable.getMessage());
        }
        long seed = by.seed() != 0
                ? by.seed()
                : 1
                        + Long.parseLong(ContentHash.of(Long.toString(secret), handedIn.name(), script), 0, 15, 16)
                                % Integer.MAX_VALUE;
        String key = ContentHash.of(FORM, handedIn.name(), script, problem, by.toString(), tier, Long.toString(seed));
        return new Case(handedIn, script, problem, seed, key);
    }
}
