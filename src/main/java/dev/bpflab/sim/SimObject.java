package dev.bpflab.sim;

import dev.bpflab.bpf.ObjectKind;
import java.util.concurrent.atomic.AtomicInteger;

/** An object of the simulated kernel, which lives as long as descriptors, pins, programs, links or calls refer to it. */
abstract class SimObject {
    private static final int NO_ID = 0;

    private final ObjectKind kind;
    private final ObjectIds ids;
    private final int id;
    private final AtomicInteger references = new AtomicInteger(1);

    /** Creates an object with the next id, by which it cannot be found before it is {@link #publish published}. */
    SimObject(ObjectKind kind, SimKernel kernel) {
        this(kind, kernel, true);
    }

    /** Creates an object with the next id, or with none. */
    SimObject(ObjectKind kind, SimKernel kernel, boolean withId) {
        this.kind = kind;
        this.ids = kernel.ids(kind);
        this.id = withId ? ids.next() : NO_ID;
    }

    final ObjectKind kind() {
        return kind;
    }

    final int id() {
        return id;
    }

    /** Returns whether bpf(2) knows the object: by an id, and so that it can be pinned. */
    final boolean hasId() {
        return id != NO_ID;
    }

    /** Lets the object be found by its id, if it has one, until it is freed. */
    final void publish() {
        if (hasId()) {
            ids.add(this);
        }
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
            ids.remove(this);
            free();
        }
    }

    /** Gives back what the object holds; called once. */
    abstract void free();
}
