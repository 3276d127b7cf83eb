package dev.bpflab.sim;

import dev.bpflab.sim.memory.AddressSpace;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulated kernel that hosts and stages share: memory, CPUs and numbers given out. */
public final class SimKernel {
    private static final int CPUS = 4;

    private final AddressSpace memory = new AddressSpace();
    private final AtomicInteger lastMapId = new AtomicInteger();

    /** Returns how many CPUs there can ever be. */
    public int possibleCpus() {
        return CPUS;
    }

    AddressSpace memory() {
        return memory;
    }

    int nextMapId() {
        return lastMapId.incrementAndGet();
    }
}
