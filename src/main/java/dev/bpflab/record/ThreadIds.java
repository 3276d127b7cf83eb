package dev.bpflab.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel calls threads. */
final class ThreadIds {
    private static final String KTHREADD = "2";

    private ThreadIds() {}

    /** Returns the id of the calling thread; 0 where it cannot be found. */
    static int own() {
        try {
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return Integer.parseInt(self.getFileName().toString());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Returns whether a task is one of the kernel's own, which kthreadd starts. */
    static boolean isKernels(int tid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + tid + "/stat"));
            // The name is in parentheses and may hold any; behind it are the state and the parent.
            String[] behind = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 3);
            return behind[1].equals(KTHREADD);
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
