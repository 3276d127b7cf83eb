package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the entries that a learner's variable holds, a {@link Map} or a list, as a table's columns say. */
record HeldEntries(Column key, Column value) {
    /** Returns the entries, in the order in which they are held; none when something else is held. */
    List<Map.Entry<Object, Object>> of(@Nullable Object held, BpfMap<?, ?> map) {
        Object elements = held instanceof Map<?, ?> entries ? entries.entrySet() : held;
        List<Map.Entry<Object, Object>> read = new ArrayList<>();
        if (elements instanceof Iterable<?> list && !(held instanceof BpfMap<?, ?>)) {
            for (Object element : list) {
                Map.Entry<Object, Object> entry = entry(element, map);
                if (entry == null) {
                    return new ArrayList<>();
                }
                read.add(entry);
            }
        }
        return read;
    }

    private Map.@Nullable Entry<Object, Object> entry(Object element, BpfMap<?, ?> map) {
        Object k = null;
        Object v = null;
        if (element instanceof Entry<?, ?> entry) {
            k = entry.key();
            v = entry.value();
        } else if (element instanceof Map.Entry<?, ?> entry) {
            k = entry.getKey();
            v = entry.getValue();
        }
        if (k == null || v == null) {
            return null;
        }
        try {
            return Map.entry(MapContents.key(map, key, k), MapContents.value(map, value, v));
        } catch (ClassCastException e) {
            // Entries of another map, with other types.
            return null;
        }
    }

    String show(List<Map.Entry<Object, Object>> entries) {
        return entries.isEmpty()
                ? "nothing"
                : entries.stream()
                        .map(entry -> key.show(entry.getKey()) + " -> " + value.show(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
