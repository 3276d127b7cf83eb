package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the kernel's lists of CPUs, such as {@code 0-3,8}. */
final class CpuList {
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");
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

    /** Returns the numbers of the CPUs that are online; 0 and up to the JVM's count where sysfs is hidden. */
    static List<Integer> online() {
        try {
            return numbers(Files.readString(ONLINE));
        } catch (IOException e) {
            return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .boxed()
                    .toList();
        }
    }

    static int count(String list) {
        return numbers(list).size();
    }

    static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String range : list.strip().split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = Integer.parseInt(range.substring(dash + 1));
            IntStream.rangeClosed(first, last).forEach(numbers::add);
        }
        return numbers;
    }
}
