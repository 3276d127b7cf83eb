package dev.bpflab.bpf.debug;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that is to be seen between two instructions.
 *
 * @param step how many instructions were executed since the beginning, on all CPUs together
 * @param cpu whose turn it is or, when nobody's, was
 * @param cpus the CPUs, in order
 * @param maps the contents of the maps as in {@link DebugSpec#maps()}; of each at most {@value #MOST_ELEMENTS} elements
 * @param trace what was printed with bpf_trace_printk
 */
public record Moment(long step, int cpu, List<Cpu> cpus, List<MapCopy> maps, List<String> trace) {
    /** More elements of a map than these are not looked at. */
    public static final int MOST_ELEMENTS = 4096;

    /** Where a CPU stands. */
    public enum State {
        /** Before an instruction. */
        RUNNING,
        /** After its last run. */
        ENDED,
        /** Stopped by what the program did. */
        FAULTED
    }

    /**
     * One CPU.
     *
     * @param state where it stands
     * @param run which run this is, from 1
     * @param slot the slot of the instruction that is next, or was last
     * @param registers R0 to R10
     * @param pointees what each of them points to
     * @param frames the functions under way, outermost first
     * @param packet the packet as the program sees it
     * @param context the context
     * @param returned what the last run that ended left in R0
     * @param fault why it was stopped; empty when it was not
     */
    public record Cpu(
            State state,
            int run,
            int slot,
            List<Long> registers,
            List<Pointee> pointees,
            List<Frame> frames,
            byte[] packet,
            byte[] context,
            OptionalLong returned,
            String fault) {}

    /**
     * One function under way.
     *
     * @param slot the instruction that is next in it
     * @param stack its 512 bytes, lowest first
     */
    public record Frame(int slot, byte[] stack) {}

    /** Returns the CPU whose turn it is. */
    public Cpu current() {
        return cpus.get(cpu);
    }
}
