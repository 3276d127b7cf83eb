package dev.bpflab.bpf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All entries of a map as they were when it was read, in that order. A Java map like any other, which may be changed and then
 * is no picture of the kernel's any more; printed as the map's codecs show keys and values.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public final class MapContents<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient MapSpec<K, V> spec;

    MapContents(MapSpec<K, V> spec, Iterable<dev.bpflab.bpf.Entry<K, V>> entries) {
        this.spec = spec;
        entries.forEach(entry -> put(entry.key(), entry.value()));
    }

    // Written out: from Java 21 on a LinkedHashMap has a member type of the same short name.
    /** Returns the entries, each with what its bytes mean. */
    public List<dev.bpflab.bpf.Entry<K, V>> entries() {
        return entrySet().stream()
                .map(each -> new dev.bpflab.bpf.Entry<>(each.getKey(), each.getValue(), spec))
                .toList();
    }

    @Override
    public String toString() {
        return entries().stream().map(dev.bpflab.bpf.Entry::toString).collect(Collectors.joining(", ", "{", "}"));
    }
}
