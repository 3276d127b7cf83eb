package dev.bpflab.bpf;

/** The names that the function of a stage's process may have, and the process with it. */
final class WorkName {
    private WorkName() {}

    /** Checks a name; EINVAL when C has no such or the process has another function of this name. */
    static void check(String function, String operation) {
        if (!function.matches("[A-Za-z_][A-Za-z0-9_]{0,14}") || function.matches("_start|main|fill_random")) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "that is no name for a function here",
                    "use 1 to 15 letters, digits and _, such as \"hot\"");
        }
    }
}
