package dev.bpflab.bpf;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key with its value as they were when a map was read, printed as the map's codecs show them. */
public final class Entry<K, V> {
    private final K key;
    private final V value;
    private final @Nullable MapSpec<K, V> spec;

    /** Creates an entry of no map. */
    public Entry(K key, V value) {
        this(key, value, null);
    }

    /** Creates an entry of a map made from this blueprint. */
    Entry(K key, V value, @Nullable MapSpec<K, V> spec) {
        this.key = key;
        this.value = value;
        this.spec = spec;
    }

    /** Returns the key. */
    public K key() {
        return key;
    }

    /** Returns the value. */
    public V value() {
        return value;
    }

    /** Returns whether the other is an entry of an equal key and an equal value, whatever map it is of. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entry<?, ?> entry && key.equals(entry.key) && value.equals(entry.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value);
    }

    @Override
    public String toString() {
        return spec == null
                ? ValueText.of(key) + " -> " + ValueText.of(value)
                : shown(spec.key(), key) + " -> " + shown(spec.value(), value);
    }

    private static <T> String shown(Codec<T> codec, T value) {
        return ValueText.holdsBytes(value) ? ValueText.of(value) : codec.show(value);
    }
}
