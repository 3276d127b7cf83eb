package dev.bpflab.bpf.debug;

import org.jspecify.annotations.Nullable;

/** What lies at the address that a register holds. */
public sealed interface Pointee {
    /** A function's stack; the offset counts from its frame pointer, -512 to 0. */
    record Stack(int frame, int offset) implements Pointee {}

    /** The context. */
    record Context(int offset) implements Pointee {}

    /** The packet; the offset may be its length, which is its end. */
    record Packet(int offset, int length) implements Pointee {}

    /** A map itself, by its place in {@link DebugSpec#maps()}. */
    record WholeMap(int map) implements Pointee {}

    /**
     * The value of a key.
     *
     * @param map the map's place in {@link DebugSpec#maps()}
     * @param key the key; null when the element was deleted and nothing has its memory now
     * @param cpu whose value, or -1 when there is one for all
     * @param offset the byte in the value
     */
    record MapValue(int map, byte @Nullable [] key, int cpu, int offset) implements Pointee {}

    /** Just a number. */
    record Nothing() implements Pointee {}
}
