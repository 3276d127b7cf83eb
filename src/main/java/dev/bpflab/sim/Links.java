package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The links of the simulated kernel by id. */
final class Links {
    private final ConcurrentSkipListMap<Integer, LinkObject> byId = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    int nextId() {
        return lastId.incrementAndGet();
    }

    void add(LinkObject link) {
        byId.put(link.id(), link);
    }

    void remove(LinkObject link) {
        byId.remove(link.id(), link);
    }

    /** Returns the id that follows, -ENOENT after the last, -EINVAL for what is no id. */
    int nextId(int id) {
        if (id < 0 || id == Integer.MAX_VALUE) {
            return Errno.EINVAL.result();
        }
        Integer next = byId.higherKey(id);
        return next == null ? Errno.ENOENT.result() : next;
    }

    /** Returns a link with a reference added, or null when there is none with this id. */
    @Nullable
    LinkObject acquire(int id) {
        LinkObject link = byId.get(id);
        return link != null && link.acquire() ? link : null;
    }
}
