package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a map as a table's columns say, whatever types the learner gave it. */
final class MapContents {
    private MapContents() {}

    /** Returns what is wrong with the sizes of a map's keys or values; empty when they fit the columns. */
    static Optional<Failed> misfit(String name, BpfMap<?, ?> map, Column key, Column value) {
        int keySize = map.spec().key().size();
        int valueSize = map.valueBytes();
        if (keySize == key.size() && valueSize == value.size()) {
            return Optional.empty();
        }
        return Optional.of(CheckResult.failed(
                name + " with keys of " + key.size() + " and values of " + value.size() + " bytes",
                name + " with keys of " + keySize + " and values of " + valueSize + " bytes",
                "Keys are " + key.name() + " and values are " + value.name() + " here: create the map with these."));
    }

    /** Returns the entries of a map whose sizes fit. */
    static Map<Object, Object> of(BpfMap<?, ?> map, Column key, Column value) {
        Map<Object, Object> contents = new LinkedHashMap<>();
        for (Entry<?, ?> entry : map) {
            contents.put(
                    key.decode(Column.encode(map.spec().key(), entry.key())),
                    value.decode(Column.encode(map.spec().value(), entry.value())));
        }
        return contents;
    }
}
