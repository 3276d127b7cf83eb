package dev.bpflab.sim;

import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.machine.MachineMemory;
import java.util.function.Function;

/**
 * A program with what it runs on laid out in memory that was lent for it.
 *
 * @param code the program
 * @param memory holds context and packet
 * @param r1 the program's first argument: the context's address
 * @param r2 the program's second argument
 * @param before how many bytes of the packet the program does not see, which come back as zeroes
 * @param contextAfter what comes back as the context
 */
record PreparedRun(
        MachineCode code,
        MachineMemory memory,
        long r1,
        long r2,
        int before,
        Function<MachineMemory, byte[]> contextAfter) {
    /** Describes a run that gives no context back. */
    PreparedRun(MachineCode code, MachineMemory memory, long r1, long r2) {
        this(code, memory, r1, r2, 0, after -> new byte[0]);
    }

    /** Describes a run on a context at an address that sees all of its packet and gives no context back. */
    static PreparedRun on(MachineCode code, MachineMemory memory, long context) {
        return new PreparedRun(code, memory, context, 0);
    }

    /** Returns the same, where the program does not see so many bytes in front of its packet. */
    PreparedRun behind(int hidden) {
        return new PreparedRun(code, memory, r1, r2, hidden, contextAfter);
    }

    /** Returns the same, giving this context back. */
    PreparedRun givingBack(Function<MachineMemory, byte[]> context) {
        return new PreparedRun(code, memory, r1, r2, before, context);
    }

    /** Puts a machine on this memory at the program's first instruction. */
    void start(Machine machine) {
        machine.start(code, r1, r2);
    }

    /** Returns what came of it, with packet and context as they are now. */
    TestRunOutcome outcome(long r0, long nanos) {
        byte[] after = memory.packet();
        byte[] data = new byte[before + after.length];
        System.arraycopy(after, 0, data, before, after.length);
        return new TestRunOutcome(0, (int) r0, data, contextAfter.apply(memory), nanos);
    }
}
