package dev.bpflab.grade.agent;

import dev.bpflab.agent.ClaimKind;
import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads entries with the bytes that they have in maps. */
final class EntriesReader {
    private static final int ENCODINGS = 64;

    private static final Comparator<Object> SIGNED = Comparator.comparingLong(EntriesReader::number);
    private static final Comparator<Object> UNSIGNED = (a, b) -> Long.compareUnsigned(number(a), number(b));

    private record Pair(Object key, Object value, List<byte[]> keyBytes, List<byte[]> valueBytes) {}

    private EntriesReader() {}

    static Object read(FieldReader from, Function<FieldReader, Object> claim) {
        ClaimKind.Form form = from.constant(ClaimKind.Form.values());
        List<Pair> pairs = from.list(
                WireLimits.ELEMENTS,
                fields -> new Pair(claim.apply(fields), claim.apply(fields), new ArrayList<>(), new ArrayList<>()));
        Map<Integer, Integer> numberOfMap = new HashMap<>();
        int encodings = from.between(0, ENCODINGS, "encodings:");
        for (int number = 0; number < encodings; number++) {
            encoding(from, number, numberOfMap, pairs);
        }
        List<Entry<Object, Object>> entries = pairs.stream()
                .map(pair -> new Entry<>(
                        Encoded.of(pair.key(), new Encoded.Bytes(numberOfMap, pair.keyBytes())),
                        Encoded.of(pair.value(), new Encoded.Bytes(numberOfMap, pair.valueBytes()))))
                .toList();
        return switch (form) {
            case LIST -> entries;
            case MAP -> filled(new LinkedHashMap<>(), entries);
            case SORTED -> sorted(entries);
        };
    }

    private static void encoding(FieldReader from, int number, Map<Integer, Integer> numberOfMap, List<Pair> pairs) {
        from.list(WireLimits.ELEMENTS, FieldReader::i32).forEach(fd -> numberOfMap.put(fd, number));
        for (Pair pair : pairs) {
            pair.keyBytes().add(from.bytes(WireLimits.BYTES));
            pair.valueBytes().add(from.bytes(WireLimits.BYTES));
        }
    }

    /** A tree is one here too where its order is that of numbers, signed or not, which is what can be looked up in it. */
    private static Map<Object, Object> sorted(List<Entry<Object, Object>> entries) {
        boolean numbers = entries.stream().allMatch(entry -> entry.key() instanceof Number);
        for (Comparator<Object> order : numbers ? List.of(UNSIGNED, SIGNED) : List.<Comparator<Object>>of()) {
            if (isIn(order, entries)) {
                return filled(new TreeMap<>(order), entries);
            }
        }
        return filled(new LinkedHashMap<>(), entries);
    }

    private static boolean isIn(Comparator<Object> order, List<Entry<Object, Object>> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (order.compare(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static long number(Object key) {
        return ((Number) key).longValue();
    }

    private static Map<Object, Object> filled(Map<Object, Object> map, List<Entry<Object, Object>> entries) {
        entries.forEach(entry -> map.put(entry.key(), entry.value()));
        return map;
    }
}
