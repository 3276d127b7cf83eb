package dev.bpflab.grade;

import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The ways to isolate that this machine has, each made once; a test of one that does not work here is skipped and says why. */
enum Isolation {
    BUBBLEWRAP(Tier.BUBBLEWRAP),
    OWN_USER(Tier.OWN_USER),
    /** As on an old kernel in a container: neither Landlock nor a cgroup. */
    OWN_USER_ALONE(Tier.OWN_USER);

    private final Tier tier;

    @SuppressWarnings("ImmutableEnumChecker") // made when it is first needed
    private @Nullable Sandbox made;

    Isolation(Tier tier) {
        this.tier = tier;
    }

    synchronized Sandbox sandbox() {
        try {
            Sandbox known = Optional.ofNullable(made).orElseGet(() -> Sandbox.best(EnumSet.of(tier)));
            if (made == null && this == OWN_USER_ALONE) {
                known = new Sandbox(
                        new SandboxTier(Tier.OWN_USER, true, false, SystemFiles.find()), CgroupParents.NONE);
            }
            made = known;
            return known;
        } catch (SandboxUnavailableException e) {
            Assumptions.abort(e.getMessage());
            throw e;
        }
    }

    /** Whether it hides files that every user of the machine may read. */
    boolean hides() {
        return !sandbox().readsWhatOthersMay();
    }
}
