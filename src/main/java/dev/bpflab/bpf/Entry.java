package dev.bpflab.bpf;

/** A key with its value as they were when a map was read. */
public record Entry<K, V>(K key, V value) {
    @Override
    public String toString() {
        return ValueText.of(this);
    }
}
