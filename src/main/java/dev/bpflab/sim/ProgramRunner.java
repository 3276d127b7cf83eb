package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.Helpers;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Runs verified programs, each on a memory of its own that is used again afterwards. */
final class ProgramRunner {
    /** A verified program ends by itself; this only bounds what a gap in the verifier could let through. */
    private static final long BUDGET = 1L << 36;

    private final AddressSpace space;
    private final ConcurrentLinkedQueue<MachineMemory> idle = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Overlap overlap;
    private volatile @Nullable Busy busy;

    ProgramRunner(AddressSpace space) {
        this.space = space;
    }

    /** Lets other things happen in the middle of programs from now on. */
    void use(Overlap meetings) {
        overlap = meetings;
    }

    /** Lets programs find on their stack what was there before. */
    void use(Busy load) {
        busy = load;
    }

    /** Returns what lets other things happen in the middle of programs; null when nothing does. */
    @Nullable
    Overlap overlap() {
        return overlap;
    }

    /** Lends memory with which a program can be run several times. */
    MachineMemory lend() {
        MachineMemory memory = idle.poll();
        if (memory == null) {
            return new MachineMemory(space);
        }
        // The packet of an earlier run is not to be found by this one.
        memory.packet(new byte[0]);
        return memory;
    }

    void takeBack(MachineMemory memory) {
        idle.add(memory);
    }

    /** Runs a program once on memory that was lent. */
    BareMachine.Outcome run(ProgramObject program, Environment environment, MachineMemory memory, long context) {
        Busy load = busy;
        memory.leaveOnStack(load == null ? 0 : load.leftover());
        Machine machine = new Machine(memory, Helpers.ALL, environment);
        machine.start(program.code(), context, 0);
        Overlap meetings = overlap;
        if (meetings != null) {
            meetings.begin(machine, program.code().slots());
        }
        return new Run(machine, BUDGET).toEnd();
    }

    /**
     * Runs a program once at an event, and returns what it leaves in R0.
     *
     * @param place where that is, for the message when the program does what is not simulated
     */
    long runAt(String place, ProgramObject program, Environment environment, ToLongFunction<MachineMemory> context) {
        MachineMemory memory = lend();
        try {
            return runAt(place, program, environment, memory, context.applyAsLong(memory));
        } finally {
            takeBack(memory);
        }
    }

    /** Runs a program once at an event, on memory that was lent. */
    long runAt(String place, ProgramObject program, Environment environment, MachineMemory memory, long context) {
        BareMachine.Outcome outcome = run(program, environment, memory, context);
        if (outcome instanceof BareMachine.Returned returned) {
            return returned.r0();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new BpfException("run the program at " + place, Errno.EINTR, "it was interrupted", null);
        }
        throw new NotSimulated("run the program at " + place, "what it does (" + outcome + ")");
    }
}
