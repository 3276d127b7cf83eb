package dev.bpflab.sim;

import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.Task;

/** The simulated kernel as a program sees it on one CPU while one task runs. */
record CpuEnvironment(SimKernel kernel, int cpu, Task task) implements Environment {
    @Override
    public int possibleCpus() {
        return kernel.possibleCpus();
    }

    @Override
    public long monotonicNanos() {
        return kernel.clock().now();
    }

    @Override
    public long bootNanos() {
        return kernel.clock().now();
    }

    @Override
    public long coarseNanos() {
        return kernel.clock().coarse();
    }

    @Override
    public long taiNanos() {
        return kernel.clock().tai();
    }

    @Override
    public long jiffies() {
        return kernel.clock().jiffies();
    }

    @Override
    public int random() {
        return kernel.random();
    }

    @Override
    public void trace(String line) {
        kernel.trace(task.comm() + "-" + task.pid() + " [" + cpu + "] " + line.stripTrailing());
    }
}
