package dev.bpflab.sim;

import dev.bpflab.sim.machine.Fault;
import dev.bpflab.sim.machine.Machine;

/** Runs a started machine to its end, in stretches between which it looks whether the thread is interrupted. */
record Run(Machine machine, long budget) {
    private static final long STRETCH = 1 << 16;

    BareMachine.Outcome toEnd() {
        while (machine.executed() < budget) {
            Machine.State state = machine.run(Math.min(STRETCH, budget - machine.executed()));
            Fault fault = machine.fault();
            if (fault != null) {
                return new BareMachine.Stopped(fault);
            }
            if (state == Machine.State.EXITED) {
                return new BareMachine.Returned(machine.register(0));
            }
            if (Thread.currentThread().isInterrupted()) {
                return new BareMachine.Stopped(new Fault(machine.slot(), "interrupted"));
            }
        }
        return new BareMachine.Stopped(
                new Fault(machine.slot(), "still running after " + budget + " instructions: does a loop end?"));
    }
}
