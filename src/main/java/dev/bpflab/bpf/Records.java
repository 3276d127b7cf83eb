package dev.bpflab.bpf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a ring buffer, one at a time. Each record is consumed when it is handed over, so that an action that
 * throws has consumed what it saw and nothing else.
 */
final class Records<V> {
    /** How long to leave a program alone that has reserved the next record and not submitted it. */
    private static final long MOMENT_NANOS = 50_000;

    /** What a record takes at least of the ring. */
    private static final int SMALLEST = 8;

    private final MapBytes<?, V> map;
    private final AtomicBoolean busy = new AtomicBoolean();

    Records(MapBytes<?, V> map) {
        this.map = map;
    }

    int poll(Duration timeout, Consumer<? super V> action) {
        return alone(MapVerb.POLL, () -> handOver(awaitNext(MapVerb.POLL, timeout), action));
    }

    List<V> drain() {
        List<V> records = new ArrayList<>();
        alone(MapVerb.DRAIN, () -> handOver(map.record(MapVerb.DRAIN), records::add));
        return List.copyOf(records);
    }

    Iterator<V> until(Duration quiet) {
        return new Iterator<>() {
            private @Nullable V ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = alone(MapVerb.POLL, () -> awaitNext(MapVerb.POLL, quiet));
                }
                return ahead != null;
            }

            @Override
            public V next() {
                V record = hasNext() ? ahead : null;
                if (record == null) {
                    throw new NoSuchElementException();
                }
                ahead = null;
                return record;
            }
        };
    }

    RingbufPositions positions() {
        return map.positions().orElseThrow(() -> MapFailures.notARingbuf(map.operation(MapVerb.POSITIONS), map.spec()));
    }

    /** Hands over this record and those behind it; at most as many as fit, or a fast program would keep us for good. */
    private int handOver(@Nullable V first, Consumer<? super V> action) {
        int most = Math.max(1, map.spec().maxEntries() / SMALLEST);
        int count = 0;
        for (V record = first; record != null; record = count < most ? map.record(MapVerb.POLL) : null) {
            count++;
            action.accept(record);
        }
        return count;
    }

    private <T> T alone(MapVerb verb, Supplier<T> consumption) {
        if (!MapWords.isRingbuf(map.spec())) {
            throw MapFailures.notARingbuf(map.operation(verb), map.spec());
        }
        if (!busy.compareAndSet(false, true)) {
            throw MapFailures.consumed(map.operation(verb));
        }
        try {
            return consumption.get();
        } finally {
            busy.set(false);
        }
    }

    /** Takes a record, waiting for one at most so long; null when none came. */
    private @Nullable V awaitNext(MapVerb verb, Duration timeout) {
        long end = System.nanoTime() + nanos(timeout);
        while (true) {
            V record = map.record(verb);
            long left = end - System.nanoTime();
            if (record != null || left <= 0) {
                return record;
            }
            int milliseconds = (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
            boolean ready = map.isReady(milliseconds, verb);
            record = ready ? map.record(verb) : null;
            if (record != null) {
                return record;
            }
            if (ready) {
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return Math.max(0, timeout.toNanos());
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE / 2;
        }
    }
}
