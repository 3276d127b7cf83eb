package dev.bpflab.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Whether the tests of the live kernel can run here. */
final class LiveKernel {
    private static final KernelProbe PROBE = KernelHost.probe();

    static {
        // The test runner counts skipped tests but does not say why; one line does, for all of them.
        if (!PROBE.usable()) {
            System.out.println("The tests of the live kernel are skipped: " + PROBE.describe());
        }
    }

    private LiveKernel() {}

    /** Skips the test, with the reason, where the kernel cannot be used. */
    static void assume() {
        Assumptions.assumeTrue(PROBE.usable(), PROBE::describe);
    }

    /** Returns a name for maps and programs that no other run has: at most 15 characters. */
    static String uniqueName() {
        return "it_" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
    }

    /** Returns how many descriptors of maps, programs, links and perf events this process has open. */
    static long openDescriptors() {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.filter(LiveKernel::isOurKind).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurKind(Path fd) {
        try {
            String target = Files.readSymbolicLink(fd).toString();
            return target.contains("bpf") || target.contains("perf_event") || target.contains("pidfd");
        } catch (IOException e) {
            // The descriptor with which the directory itself is read is gone by now.
            return false;
        }
    }
}
