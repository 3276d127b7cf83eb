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

    /** Returns what the key is, as the map's codec means it. */
    public Datum keyDatum() {
        return spec == null ? Datum.plain(key) : Datum.of(spec.key(), key);
    }

    /** Returns what the value is, as the map's codec means it. */
    public Datum valueDatum() {
        return spec == null ? Datum.plain(value) : Datum.of(spec.value(), value);
    }

    /** Returns the key as the map's codec shows it. */
    public String keyText() {
        return spec == null ? ValueText.of(key) : shown(spec.key(), key);
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
        return keyText() + " -> " + (spec == null ? ValueText.of(value) : shown(spec.value(), value));
    }

    private static <T> String shown(Codec<T> codec, T value) {
        return ValueText.holdsBytes(value) ? ValueText.of(value) : codec.show(value);
    }
}
