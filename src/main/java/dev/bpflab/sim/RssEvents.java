package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;

/** The events at which the kernel says how much memory of a kind processes have: kmem/rss_stat. */
final class RssEvents {
    /** The kinds of memory, in the kernel's order. */
    enum Member {
        FILEPAGES,
        ANONPAGES,
        SWAPENTS,
        SHMEMPAGES
    }

    /**
     * The memory of a process (mm_struct).
     *
     * @param id a number in place of its address, which the kernel does not tell
     * @param address where it lies
     */
    record Mm(int id, long address) {}

    /** How long a page fault takes. */
    private static final long NANOS_EACH = 700;

    private final SimKernel kernel;

    RssEvents(SimKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Lets the size of a memory change.
     *
     * @param task which runs on the CPU
     * @param own whether it is that task's own memory, or one which it sets up or gives back
     * @param size in bytes, after the change
     */
    void changed(int cpu, Task task, Mm mm, boolean own, Member member, long size) {
        if (kernel.tracepoints().isWatched(TracepointEvent.RSS_STAT)) {
            kernel.clock().advance(NANOS_EACH);
            kernel.tracepoints()
                    .fire(
                            TracepointEvent.RSS_STAT,
                            kernel.runner(),
                            kernel.environment(cpu, task),
                            fields -> record(fields, mm.id(), own, member, size),
                            mm.address(),
                            member.ordinal());
        }
    }

    /** Writes the record of rss_stat. */
    static EventRecord record(EventRecord fields, int id, boolean own, Member member, long size) {
        return fields.put("mm_id", id)
                .put("curr", own ? 1 : 0)
                .put("member", member.ordinal())
                .put("size", size);
    }
}
