package dev.bpflab.pattern;

/**
 * A value with the time at which it was put into a {@link Cache}.
 *
 * @param since nanoseconds of the clock that programs read with {@code bpf_ktime_get_ns}
 */
public record Timed<V>(long since, V value) {}
