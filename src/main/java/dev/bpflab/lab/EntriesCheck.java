package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code top=NAME,of=MAP,count=N} and {@code entries=NAME,of=MAP}: a variable holds the map's entries with the highest values,
 * highest first, those of one value in any order; or it holds all its entries in any order.
 *
 * @param count how many of the highest; 0 for all in any order
 */
record EntriesCheck(String variable, String map, int count, Column key, Column value, String hint) implements Check {
    @Override
    public String subject() {
        return "entries " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        return Held.fittingMap(map, scene, key, value, hint, live -> compare(scene.variable(variable), live));
    }

    private CheckResult compare(Optional<Object> held, BpfMap<?, ?> live) {
        HeldEntries reader = new HeldEntries(key, value);
        Map<Object, Object> contents = MapContents.of(live, key, value).entries();
        List<Map.Entry<Object, Object>> given = reader.of(held.orElse(null), live);
        List<Map.Entry<Object, Object>> wanted = wanted(contents);
        Map<Object, Object> distinct = new HashMap<>();
        given.forEach(entry -> distinct.put(entry.getKey(), entry.getValue()));
        boolean ofThisMap =
                distinct.size() == given.size() && contents.entrySet().containsAll(distinct.entrySet());
        boolean complete =
                count == 0 ? given.size() == contents.size() : values(given).equals(values(wanted));
        if (count > 0 && contents.isEmpty()) {
            return CheckResult.failed("entries in " + map, map + " is empty", hint);
        }
        if (ofThisMap && complete && !isNoList(held.orElse(null))) {
            return CheckResult.passed();
        }
        return CheckResult.failed(
                variable + " = " + (count == 0 ? text("entriesCheck.theEntriesOf") : text("entriesCheck.theTopOf"))
                        + map + ": " + reader.show(wanted),
                given.isEmpty() ? Shown.variable(variable, held) : variable + " = " + reader.show(given),
                hint);
    }

    private List<Map.Entry<Object, Object>> wanted(Map<Object, Object> contents) {
        return contents.entrySet().stream()
                .sorted((a, b) -> value.compare(b.getValue(), a.getValue()))
                .limit(count == 0 ? Long.MAX_VALUE : count)
                .toList();
    }

    private static boolean isNoList(@Nullable Object held) {
        return !(held instanceof Iterable<?>) && !(held instanceof Map<?, ?>);
    }

    private static List<Object> values(List<Map.Entry<Object, Object>> entries) {
        return entries.stream().map(Map.Entry::getValue).toList();
    }
}
