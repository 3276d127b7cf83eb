package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the kernel's lists of CPUs, such as {@code 0-3,8}. */
final class CpuList {
    private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");

    private CpuList() {}

    /** Returns how many CPUs the kernel can ever have; the JVM's count where sysfs is hidden. */
    static int possible() {
        try {
            return count(Files.readString(POSSIBLE));
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    static int count(String list) {
        int count = 0;
        for (String range : list.strip().split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = Integer.parseInt(range.substring(dash + 1));
            count += last - first + 1;
        }
        return count;
    }
}
