package dev.bpflab.sim;

import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.machine.MachineMemory;

/**
 * A program with what it runs on laid out in memory that was lent for it.
 *
 * @param code the program
 * @param memory holds context and packet
 * @param r1 the program's first argument: the context's address
 * @param r2 the program's second argument
 * @param before how many bytes of the packet the program does not see, which come back as zeroes
 */
record PreparedRun(MachineCode code, MachineMemory memory, long r1, long r2, int before) {
    /** Puts a machine on this memory at the program's first instruction. */
    void start(Machine machine) {
        machine.start(code, r1, r2);
    }

    /** Returns what came of it, with the packet as it is now. */
    TestRunOutcome outcome(long r0, long nanos) {
        byte[] after = memory.packet();
        byte[] data = new byte[before + after.length];
        System.arraycopy(after, 0, data, before, after.length);
        return new TestRunOutcome(0, (int) r0, data, nanos);
    }
}
