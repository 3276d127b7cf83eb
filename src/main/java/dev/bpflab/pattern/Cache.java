package dev.bpflab.pattern;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Struct;
import dev.bpflab.bpf.Workspace;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of fixed size whose entries expire. The time at which an entry was put lies in the entry itself, so that programs
 * can put and judge entries too; a lookup drops what has expired. When it is full, the map (LRU_HASH) evicts what was
 * little used, so that an entry may be gone before its time.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public final class Cache<K, V> implements AutoCloseable {
    private final BpfMap<K, Timed<V>> map;
    private final long lifeNanos;
    private final LongSupplier clock;
    private final Runnable closeClock;

    private Cache(BpfMap<K, Timed<V>> map, long lifeNanos, LongSupplier clock, Runnable closeClock) {
        this.map = map;
        this.lifeNanos = lifeNanos;
        this.clock = clock;
        this.closeClock = closeClock;
    }

    /**
     * Creates a cache with a map of its own.
     *
     * @param life how long an entry is good for
     * @param clock nanoseconds, such as a {@link KernelClock}
     */
    public static <K, V> Cache<K, V> create(
            String name, Codec<K> key, Codec<V> value, int maxEntries, Duration life, LongSupplier clock) {
        if (life.isNegative() || life.isZero()) {
            throw new BpfException(
                    "create cache '" + name + "'", Errno.EINVAL, "entries live " + life, "use a longer time");
        }
        MapSpec<K, Timed<V>> spec = MapSpec.lruHash(name, key, timed(value)).maxEntries(maxEntries);
        return new Cache<>(Workspace.current().create(spec), life.toNanos(), clock, () -> {});
    }

    /** Creates a cache with a map and a {@link KernelClock} of its own. */
    public static <K, V> Cache<K, V> create(String name, Codec<K> key, Codec<V> value, int maxEntries, Duration life) {
        KernelClock clock = new KernelClock();
        Cache<K, V> cache = create(name, key, value, maxEntries, life, clock);
        return new Cache<>(cache.map, cache.lifeNanos, clock, clock::close);
    }

    /** Returns how an entry lies in memory: {@code __u64 since}, then the value. */
    @SuppressWarnings("unchecked") // what the struct reads for the component is what the codec reads
    private static <V> Codec<Timed<V>> timed(Codec<V> value) {
        Codec<?> struct =
                Codecs.struct("timed", Timed.class, Codecs.field("since", Codecs.U64), Codecs.field("value", value));
        return (Codec<Timed<V>>) struct;
    }

    /** Returns the map, whose values programs write as the {@link Struct} says. */
    public BpfMap<K, Timed<V>> map() {
        return map;
    }

    /** Sets the value of a key; it is good from now on. */
    public void put(K key, V value) {
        map.put(key, new Timed<>(clock.getAsLong(), value));
    }

    /** Returns the value of a key; null when there is none or it has expired, and then it is dropped. */
    public @Nullable V get(K key) {
        Timed<V> found = map.get(key);
        if (found == null || isGood(found)) {
            return found == null ? null : found.value();
        }
        return drop(key);
    }

    /** Drops every entry that has expired; returns how many there were. */
    public int expire() {
        int dropped = 0;
        for (Entry<K, Timed<V>> entry : map) {
            if (!isGood(entry.value()) && drop(entry.key()) == null) {
                dropped++;
            }
        }
        return dropped;
    }

    /**
     * Drops an entry that had expired when it was read; returns its value when somebody set it anew meanwhile. The kernel
     * cannot delete on a condition: so it is taken out, looked at, and put back unless there is a newer one already.
     */
    private @Nullable V drop(K key) {
        Timed<V> taken = map.getAndRemove(key);
        if (taken == null || !isGood(taken)) {
            return null;
        }
        map.putIfAbsent(key, taken);
        return taken.value();
    }

    private boolean isGood(Timed<V> entry) {
        return clock.getAsLong() - entry.since() < lifeNanos;
    }

    @Override
    public String toString() {
        return "cache of entries that live " + lifeNanos / 1e9 + " s, in " + map;
    }

    /** Closes the map, and the clock if it was made with the cache. */
    @Override
    public void close() {
        closeClock.run();
        map.close();
    }
}
