package dev.bpflab.pattern;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Struct;
import java.time.Duration;

/** The patterns as functions, statically imported at the prompt. */
public final class Patterns {
    private Patterns() {}

    /** Returns a counter in a map of u64 values: {@code counter(counts).increment(1000L)}. */
    public static <K> Counter<K> counter(BpfMap<K, Long> map) {
        return new Counter<>(map);
    }

    /** Returns buckets of this width each, and one for all larger values: {@code createMap(linear(256, 64).histogram("sizes"))}. */
    public static Buckets linear(long width, int buckets) {
        return Buckets.linear(width, buckets);
    }

    /** Returns buckets for 0, 1, [2, 4), [4, 8) and so on, and one for all larger values. */
    public static Buckets log2(int buckets) {
        return Buckets.log2(buckets);
    }

    /** Returns what a map has counted, as bars; its keys are {@link Buckets} or numbers. */
    public static Histogram histogram(BpfMap<?, ?> map) {
        return Histogram.of(map);
    }

    /** Creates a cache of fixed size whose entries expire, by the clock that programs read. */
    public static <K, V> Cache<K, V> cache(String name, Codec<K> key, Codec<V> value, int maxEntries, Duration life) {
        return Cache.create(name, key, value, maxEntries, life);
    }

    /** Creates settings for programs: {@code config("limits", struct(Limits.class), new Limits(100, 5))}. */
    public static <T extends Record> Config<T> config(String name, Struct<T> struct, T settings) {
        return Config.create(name, struct, settings);
    }
}
