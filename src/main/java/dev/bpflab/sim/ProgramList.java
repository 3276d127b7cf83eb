package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Programs at one place, in the order in which they came. */
final class ProgramList implements AttachPoint {
    private final List<LinkObject> links = new CopyOnWriteArrayList<>();
    private final int most;
    private final Errno whenFull;
    private final boolean onceEach;

    private ProgramList(int most, Errno whenFull, boolean onceEach) {
        this.most = most;
        this.whenFull = whenFull;
        this.onceEach = onceEach;
    }

    /** Returns a place that takes any number of programs, the same one again too. */
    static ProgramList unlimited() {
        return new ProgramList(Integer.MAX_VALUE, Errno.E2BIG, false);
    }

    /** Returns a place that takes so many programs, and each only once. */
    static ProgramList ofAtMost(int most, Errno whenFull) {
        return new ProgramList(most, whenFull, true);
    }

    @Override
    public synchronized int add(LinkObject link) {
        if (onceEach && links.stream().anyMatch(other -> other.program() == link.program())) {
            return Errno.EEXIST.result();
        }
        if (links.size() == most) {
            return whenFull.result();
        }
        links.add(link);
        return 0;
    }

    @Override
    public synchronized void remove(LinkObject link) {
        links.removeIf(other -> other == link);
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    int size() {
        return links.size();
    }

    /** Gives every program to an action, in order. */
    void forEach(Consumer<ProgramObject> action) {
        until(program -> {
            action.accept(program);
            return false;
        });
    }

    /** Gives every program to an action, in order, until it says that this is enough; returns whether it did. */
    boolean until(Predicate<ProgramObject> action) {
        for (LinkObject link : links) {
            // A link that is being closed at this moment may or may not see the event, as in the kernel.
            if (link.acquire()) {
                try {
                    if (action.test(link.program())) {
                        return true;
                    }
                } finally {
                    link.release();
                }
            }
        }
        return false;
    }
}
