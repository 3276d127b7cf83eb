package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;

/** Which CPUs a thread may run on (sched_setaffinity(2)). */
final class Affinity {
    /** More than any kernel is built for ({@code CONFIG_NR_CPUS}). */
    private static final int MOST_CPUS = 8192;

    private Affinity() {}

    /** Lets the calling thread run on this CPU only; returns 0, or -ENXIO when there is no such or it may not be used. */
    static int pin(int cpu) {
        if (cpu < 0 || cpu >= MOST_CPUS) {
            return Errno.ENXIO.result();
        }
        NativeBuffer mask = NativeBuffer.allocate(MOST_CPUS / Byte.SIZE);
        int word = cpu / Long.SIZE * Long.BYTES;
        // A word of the mask is an unsigned long, whose lowest bit is the first CPU in either byte order.
        mask.bytes().putLong(word, 1L << cpu % Long.SIZE);
        int result =
                NativeBuffer.holding(() -> Libc.result(Libc.sched_setaffinity(0, mask.size(), mask.address())), mask);
        return result == Errno.EINVAL.result() ? Errno.ENXIO.result() : result;
    }
}
