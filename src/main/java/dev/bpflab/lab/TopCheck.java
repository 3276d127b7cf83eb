package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code top=NAME,of=MAP,count=N}: a variable holds the list of the map's entries with the highest values, highest first.
 * Entries of one value may stand in any order.
 */
record TopCheck(String variable, String map, int count, Column key, Column value, String hint) implements Check {
    @Override
    public String subject() {
        return "list " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> heldMap = scene.variable(map);
        if (!(heldMap.orElse(null) instanceof BpfMap<?, ?> live) || live.isClosed()) {
            return CheckResult.failed("an open map in " + map, Shown.variable(map, heldMap), hint);
        }
        Optional<Failed> misfit = MapContents.misfit(map, live, key, value);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        Map<Object, Object> contents = MapContents.of(live, key, value);
        List<Map.Entry<Object, Object>> ranked = contents.entrySet().stream()
                .sorted((a, b) -> value.compare(b.getValue(), a.getValue()))
                .limit(count)
                .toList();
        Optional<Object> held = scene.variable(variable);
        List<Map.Entry<Object, Object>> given = entries(held.orElse(null), live);
        boolean sameValues = values(given).equals(values(ranked));
        boolean ofThisMap = given.stream().allMatch(entry -> entry.getValue().equals(contents.get(entry.getKey())))
                && given.stream().map(Map.Entry::getKey).distinct().count() == given.size();
        return !ranked.isEmpty() && sameValues && ofThisMap
                ? CheckResult.passed()
                : CheckResult.failed(
                        variable + " = the top of " + map + ": " + show(ranked),
                        given.isEmpty() ? Shown.variable(variable, held) : variable + " = " + show(given),
                        hint);
    }

    private static List<Object> values(List<Map.Entry<Object, Object>> entries) {
        return entries.stream().map(Map.Entry::getValue).toList();
    }

    /** Returns the entries of a learner's list as the columns read them; none when it is no such list. */
    private List<Map.Entry<Object, Object>> entries(@Nullable Object held, BpfMap<?, ?> of) {
        if (!(held instanceof Iterable<?> list)) {
            return new ArrayList<>();
        }
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        for (Object element : list) {
            Object k = element instanceof Entry<?, ?> entry ? entry.key() : key(element);
            Object v = element instanceof Entry<?, ?> entry ? entry.value() : value(element);
            if (k == null || v == null) {
                return new ArrayList<>();
            }
            try {
                entries.add(Map.entry(
                        key.decode(Column.encode(of.spec().key(), k)),
                        value.decode(Column.encode(of.spec().value(), v))));
            } catch (ClassCastException e) {
                return new ArrayList<>();
            }
        }
        return entries;
    }

    private static @Nullable Object key(Object element) {
        return element instanceof Map.Entry<?, ?> entry ? entry.getKey() : null;
    }

    private static @Nullable Object value(Object element) {
        return element instanceof Map.Entry<?, ?> entry ? entry.getValue() : null;
    }

    private String show(List<Map.Entry<Object, Object>> entries) {
        return entries.isEmpty()
                ? "nothing"
                : entries.stream()
                        .map(entry -> key.show(entry.getKey()) + " -> " + value.show(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
