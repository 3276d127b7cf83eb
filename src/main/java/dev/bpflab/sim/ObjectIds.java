package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The ids of one kind of object, from 1, never given twice; what has one can be found as long as it lives. */
final class ObjectIds {
    private final AtomicInteger last = new AtomicInteger();
    private final ConcurrentSkipListMap<Integer, SimObject> objects = new ConcurrentSkipListMap<>();

    int next() {
        return last.incrementAndGet();
    }

    void add(SimObject object) {
        objects.put(object.id(), object);
    }

    void remove(SimObject object) {
        objects.remove(object.id());
    }

    /** Returns the lowest id behind this one, or a negated errno. */
    int after(int id) {
        if (id < 0 || id == Integer.MAX_VALUE) {
            return Errno.EINVAL.result();
        }
        Integer next = objects.higherKey(id);
        return next == null ? Errno.ENOENT.result() : next;
    }

    /** Returns what has an id with a reference added that the caller must release, or null when nothing has. */
    @Nullable
    SimObject acquire(int id) {
        SimObject object = objects.get(id);
        return object != null && object.acquire() ? object : null;
    }
}
