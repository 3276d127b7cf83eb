package dev.bpflab.bpf;

/** A field of a {@link Struct}: the name of the record's component, and how its values lie in memory. */
public record Field<T>(String name, Codec<T> codec) {
    @Override
    public String toString() {
        return codec.declare(name);
    }
}
