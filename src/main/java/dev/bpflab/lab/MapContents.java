package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.HandWritten;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.CheckResult.Failed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a map holds, read as a table's columns say, whatever types the learner gave it. Where each CPU has a value of its own
 * and the column is of one, it is their sum.
 *
 * @param entries what it holds
 * @param zeros in an array, where entries are always there, the keys under which are only zeros; otherwise none
 */
record MapContents(Map<Object, Object> entries, Set<Object> zeros) {
    private static final HexFormat HEX = HexFormat.of();

    /** Returns what is wrong with the sizes of a map's keys or values; empty when they fit the columns. */
    static Optional<Failed> misfit(String name, BpfMap<?, ?> map, Column key, Column value) {
        int keySize = map.spec().key().size();
        int valueSize = map.spec().value().size();
        boolean perCpu = map.spec().type().isPerCpu();
        if (keySize != key.size() || valueSize != value.size()) {
            return Optional.of(CheckResult.failed(
                    text("mapContents.withKeysOfAndValues", name, key.size(), value.size()),
                    text("mapContents.withKeysOfAndValues", name, keySize, valueSize),
                    text("mapContents.keysAreAndValuesAre", key.name(), value.name())));
        }
        if ((value.isPerCpu() && !perCpu) || (perCpu && !value.isPerCpu() && !value.canBeAdded())) {
            return Optional.of(CheckResult.failed(
                    name + (perCpu ? text("mapContents.withOneValueUnderEach") : text("mapContents.withAValueForEach")),
                    name + " of type " + map.spec().typeName(),
                    text("mapContents.chooseTheMapSType")));
        }
        return Optional.empty();
    }

    /** Returns what a map holds whose sizes fit. */
    static MapContents of(BpfMap<?, ?> map, Column key, Column value) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        Set<Object> zeros = new HashSet<>();
        MapType type = map.spec().type();
        boolean isArray = type == MapType.ARRAY || type == MapType.PERCPU_ARRAY;
        byte[] zero = new byte[map.valueBytes()];
        for (Entry<?, ?> entry : map) {
            Object foundKey = key(map, key, entry.key());
            entries.put(foundKey, value(map, value, entry.value()));
            if (isArray && Arrays.equals(zero, bytes(map, entry.value()))) {
                zeros.add(foundKey);
            }
        }
        return new MapContents(entries, zeros);
    }

    /** Returns the keys of a map whose values were set in userspace, as the column reads them. */
    static List<Object> writtenByHand(BpfMap<?, ?> map, Column key, Workspace workspace) {
        HandWritten byHand = workspace.handWritten(map);
        List<Object> keys = new ArrayList<>();
        for (Entry<?, ?> entry : map) {
            byte[] bytes = Column.encode(
                    map.spec().key(), entry.key(), map.spec().key().size());
            if (byHand.contains(bytes)) {
                keys.add(key.decode(bytes));
            }
        }
        return keys;
    }

    /** Returns what a map holds in bytes, a line for each entry; records are taken out of a ring buffer. */
    static List<String> lines(BpfMap<?, ?> map) {
        List<String> lines = new ArrayList<>();
        if (RingRecords.areIn(map.spec())) {
            RingRecords.drain(map).records().forEach(bytes -> lines.add(" " + HEX.formatHex(bytes)));
            return lines;
        }
        for (Entry<?, ?> entry : map) {
            int size = map.spec().key().size();
            lines.add(" " + HEX.formatHex(Column.encode(map.spec().key(), entry.key(), size)) + " "
                    + HEX.formatHex(bytes(map, entry.value())));
        }
        return lines;
    }

    /** Returns a key of the map as the column reads it; ClassCastException when it is none of this map's. */
    static Object key(BpfMap<?, ?> map, Column column, Object key) {
        return column.decode(
                Column.encode(map.spec().key(), key, map.spec().key().size()));
    }

    /** Returns a value of the map as the column reads it, the sum of all CPUs' where it has one for each. */
    static Object value(BpfMap<?, ?> map, Column column, Object value) {
        if (map.spec().type().isPerCpu() && column.isNumber() && value instanceof Long sum) {
            // Who keeps an entry of such a map may have added it up already.
            return sum;
        }
        byte[] bytes = bytes(map, value);
        if (!map.spec().type().isPerCpu() || column.isPerCpu()) {
            return column.decode(bytes);
        }
        List<Object> each =
                new PerCpuColumn(column).decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return each.stream().reduce(column::add).orElseThrow();
    }

    private static byte[] bytes(BpfMap<?, ?> map, Object value) {
        return Column.encode(map.spec().value(), value, map.valueBytes());
    }

    /** Tells whether there is nothing under a key, or in an array only zeros. */
    boolean isNothing(Object key) {
        return !entries.containsKey(key) || zeros.contains(key);
    }

    /** Returns the keys that hold something and are not among these. */
    List<Object> othersThan(List<Object> keys) {
        List<Object> others = new ArrayList<>(entries.keySet());
        others.removeAll(keys);
        others.removeIf(this::isNothing);
        return others;
    }
}
