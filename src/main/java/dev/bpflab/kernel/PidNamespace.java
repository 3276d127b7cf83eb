package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process counts processes as the kernel's programs do, which it does not in a container of its own. */
final class PidNamespace {
    /** The inode of the namespace of a machine's first process (PROC_PID_INIT_INO, the same on every Linux). */
    private static final String INITIAL = "pid:[4026531836]";

    private PidNamespace() {}

    /** Returns a warning in words when programs see other process ids than this process does; empty when not. */
    static String warning() {
        try {
            return warning(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    static String warning(String namespace) {
        return namespace.equals(INITIAL)
                ? ""
                : "this container has process ids of its own, and programs see others than the stage tells;"
                        + " start it with --pid=host, or count by command name";
    }
}
