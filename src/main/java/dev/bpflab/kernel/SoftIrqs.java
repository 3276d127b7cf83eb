package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a CPU still has received packets before it. A packet that is sent over a veth pair is received by the CPU that sent
 * it, in a soft interrupt: nearly always before the call returns, but under load later, in a thread of the kernel's.
 */
final class SoftIrqs {
    private static final Path STATISTICS = Path.of("/proc/net/softnet_stat");
    /** {@code sd->input_pkt_queue} and {@code sd->process_queue} together, since Linux 5.10. */
    private static final int BACKLOG = 11;

    private static final int CPU = 12;

    private SoftIrqs() {}

    /** Lets the calling thread run on one CPU only; returns false when it may not. */
    static boolean pinTo(int cpu) {
        return Affinity.pin(cpu) == 0;
    }

    /**
     * Returns whether a CPU has received all that was sent to it. When the calling thread is {@link #pinTo pinned} there,
     * nothing is half received either: a soft interrupt runs to its end before a thread goes on.
     */
    static boolean areDone(int cpu) {
        try {
            List<String> lines = Files.readAllLines(STATISTICS);
            for (int i = 0; i < lines.size(); i++) {
                String[] columns = lines.get(i).split(" ", -1);
                if (columns.length <= CPU) {
                    return true;
                }
                if (Integer.parseInt(columns[CPU], 16) == cpu) {
                    return Integer.parseInt(columns[BACKLOG], 16) == 0;
                }
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }
}
