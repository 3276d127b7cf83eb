package dev.bpflab.lab;

/** What a check found. */
public sealed interface CheckResult {
    /** All is as expected. */
    record Passed() implements CheckResult {}

    /**
     * Something is not as expected.
     *
     * @param expected what was expected
     * @param found what was found
     * @param hint what to look at
     * @param misses how many things are not as expected, at least 1: of several attempts the one with the fewest is reported
     */
    record Failed(String expected, String found, String hint, int misses) implements CheckResult {
        /** Returns the same finding with another hint. */
        public Failed withHint(String other) {
            return new Failed(expected, found, other, misses);
        }
    }

    /** Returns the good result. */
    static CheckResult passed() {
        return new Passed();
    }

    /** Returns a finding about one thing. */
    static Failed failed(String expected, String found, String hint) {
        return new Failed(expected, found, hint, 1);
    }

    /** Tells whether all is as expected. */
    default boolean isPassed() {
        return this instanceof Passed;
    }
}
