package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;

/** The task of a CPU that has nothing to do. */
final class IdleTask {
    private IdleTask() {}

    /** Returns the task of a CPU, of which it is not known in which functions it is. */
    static Task on(int cpu) {
        return new Task(0, 0, 0, 0, StackRecording.IDLE + cpu);
    }
}
