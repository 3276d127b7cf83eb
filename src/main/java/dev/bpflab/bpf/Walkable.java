package dev.bpflab.bpf;

import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Something to go through, as often as one likes.
 *
 * @param what what a person reads of it at the prompt
 * @param begin begins anew
 */
record Walkable<T>(String what, Supplier<Iterator<T>> begin) implements Iterable<T> {
    @Override
    public Iterator<T> iterator() {
        return begin.get();
    }

    @Override
    public String toString() {
        return what;
    }
}
