package dev.bpflab.bpf.debug;

import dev.bpflab.isa.Helper;
import org.jspecify.annotations.Nullable;

/** Where a program is to stop. */
public sealed interface Breakpoint {
    /** Before the instruction at a slot. */
    record At(int slot) implements Breakpoint {}

    /** Before each call of a helper. */
    record Call(Helper helper) implements Breakpoint {}

    /**
     * After each write to a map, by an instruction or a helper.
     *
     * @param map the map's place in {@link DebugSpec#maps()}
     * @param key only this key's value; null for all
     * @param from the first byte of the value that counts
     * @param to the byte after the last; a write of the whole value, or a deletion, always counts
     */
    record Write(int map, byte @Nullable [] key, int from, int to) implements Breakpoint {}
}
