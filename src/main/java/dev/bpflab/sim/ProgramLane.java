package dev.bpflab.sim;

import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.Fault;
import dev.bpflab.sim.machine.Helpers;
import dev.bpflab.sim.machine.Machine;
import org.jspecify.annotations.Nullable;

/** A program that runs so many times on one CPU, on what was laid out for it once. */
final class ProgramLane implements Lane {
    private final PreparedRun prepared;
    private final Machine machine;
    private final int cpu;
    private final int runs;
    private int ended;
    private long r0;

    /** Puts the program at its first instruction. */
    ProgramLane(PreparedRun prepared, Environment environment, int runs) {
        this.prepared = prepared;
        this.machine = new Machine(prepared.memory(), Helpers.ALL, environment);
        this.cpu = environment.cpu();
        this.runs = runs;
        prepared.start(machine);
    }

    @Override
    public int cpu() {
        return cpu;
    }

    @Override
    public boolean isDone() {
        return ended == runs || machine.fault() != null;
    }

    @Override
    public boolean isInside() {
        return !isDone() && machine.executed() > 0;
    }

    /** Goes on within the run under way; the next one stands at its first instruction as soon as one has ended. */
    @Override
    public long advance(long steps) {
        long before = machine.executed();
        Machine.State state = machine.run(steps);
        long taken = Math.max(1, machine.executed() - before);
        if (state == Machine.State.EXITED) {
            r0 = machine.register(0);
            ended++;
            if (ended < runs) {
                prepared.start(machine);
            }
        }
        return taken;
    }

    /** Returns the machine, in the state of the run under way or, when there is none, of the last. */
    Machine machine() {
        return machine;
    }

    /** Returns how many runs there are. */
    int runs() {
        return runs;
    }

    /** Returns how many runs have ended. */
    int ended() {
        return ended;
    }

    /** Returns what the last run that ended left in R0. */
    long r0() {
        return r0;
    }

    @Nullable
    Fault fault() {
        return machine.fault();
    }

    PreparedRun prepared() {
        return prepared;
    }
}
