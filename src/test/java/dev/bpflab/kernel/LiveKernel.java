package dev.bpflab.kernel;

import org.junit.jupiter.api.Assumptions;

/** Whether the tests of the live kernel can run here. */
final class LiveKernel {
    private static final KernelProbe PROBE = KernelHost.probe();

    private LiveKernel() {}

    /** Skips the test, with the reason, where the kernel cannot be used. */
    static void assume() {
        Assumptions.assumeTrue(PROBE.usable(), PROBE::describe);
    }
}
