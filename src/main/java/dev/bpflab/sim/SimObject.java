package dev.bpflab.sim;

import java.util.concurrent.atomic.AtomicInteger;

/** An object of the simulated kernel, which lives as long as descriptors, programs, links or calls refer to it. */
abstract class SimObject {
    private final int id;
    private final AtomicInteger references = new AtomicInteger(1);

    SimObject(int id) {
        this.id = id;
    }

    final int id() {
        return id;
    }

    /** Adds a reference; returns false when the last one is gone already. */
    final boolean acquire() {
        for (int count = references.get(); count > 0; count = references.get()) {
            if (references.compareAndSet(count, count + 1)) {
                return true;
            }
        }
        return false;
    }

    final void release() {
        if (references.decrementAndGet() == 0) {
            free();
        }
    }

    /** Gives back what the object holds; called once. */
    abstract void free();
}
