package dev.bpflab.sim;

import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.Helpers;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;

/** Runs verified programs, each on a memory of its own that is used again afterwards. */
final class ProgramRunner {
    /** A verified program ends by itself; this only bounds what a gap in the verifier could let through. */
    private static final long BUDGET = 1L << 36;

    private final AddressSpace space;
    private final ConcurrentLinkedQueue<MachineMemory> idle = new ConcurrentLinkedQueue<>();

    ProgramRunner(AddressSpace space) {
        this.space = space;
    }

    /** Lends memory with which a program can be run several times. */
    MachineMemory lend() {
        MachineMemory memory = idle.poll();
        return memory == null ? new MachineMemory(space) : memory;
    }

    void takeBack(MachineMemory memory) {
        idle.add(memory);
    }

    /**
     * Runs a program once.
     *
     * @param context lays the context out and returns its address, which is the program's R1
     */
    BareMachine.Outcome run(ProgramObject program, Environment environment, ToLongFunction<MachineMemory> context) {
        MachineMemory memory = lend();
        try {
            return run(program, environment, memory, context.applyAsLong(memory));
        } finally {
            takeBack(memory);
        }
    }

    /** Runs a program once on memory that was lent. */
    BareMachine.Outcome run(ProgramObject program, Environment environment, MachineMemory memory, long context) {
        Machine machine = new Machine(memory, Helpers.ALL, environment);
        machine.start(program.code(), context, 0);
        return new Run(machine, BUDGET).toEnd();
    }
}
