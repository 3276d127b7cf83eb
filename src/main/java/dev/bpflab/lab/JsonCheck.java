package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.BpfMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code json=NAME,of=MAP}: a variable holds a JSON text with the map's entries, as an object by their keys, or as a list of
 * objects with {@code key} and {@code value}. Entries of an array that are all zeros may be left out.
 */
record JsonCheck(String variable, String map, Column key, Column value, String hint) implements Check {
    /** In a class of its own because making it takes long and few labs need it. */
    private static final class Mapper {
        private static final ObjectMapper JSON = new ObjectMapper();
    }

    @Override
    public String subject() {
        return "JSON " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        return Held.fittingMap(map, scene, key, value, hint, live -> judge(scene.variable(variable), live));
    }

    private CheckResult judge(Optional<Object> held, BpfMap<?, ?> live) {
        if (!(held.orElse(null) instanceof CharSequence text)) {
            return CheckResult.failed("a text in " + variable, Shown.variable(variable, held), hint);
        }
        try {
            return compare(entries(Mapper.JSON.readTree(text.toString())), MapContents.of(live, key, value));
        } catch (JsonProcessingException e) {
            return CheckResult.failed(variable + " is JSON", e.getOriginalMessage(), hint);
        } catch (IllegalArgumentException e) {
            return CheckResult.failed(
                    text("jsonCheck.isAnObjectOrA", variable, map), String.valueOf(e.getMessage()), hint);
        }
    }

    private Map<Object, Object> entries(@Nullable JsonNode json) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        if (json != null && json.isObject()) {
            json.properties().forEach(field -> entries.put(key.parse(field.getKey()), read(value, field.getValue())));
        } else if (json != null && json.isArray()) {
            for (JsonNode entry : json) {
                entries.put(read(key, entry.path("key")), read(value, entry.path("value")));
            }
        } else {
            throw new IllegalArgumentException("it is neither");
        }
        return entries;
    }

    private static Object read(Column column, JsonNode node) {
        if (!node.isValueNode()) {
            throw new IllegalArgumentException(
                    node.isMissingNode() ? "an element has no key or no value" : node + " is no " + column.name());
        }
        return column.parse(node.asText());
    }

    private CheckResult compare(Map<Object, Object> entries, MapContents contents) {
        Map<Object, Object> wanted = new LinkedHashMap<>(contents.entries());
        wanted.keySet().removeIf(contents::isNothing);
        Map<Object, Object> given = new LinkedHashMap<>(entries);
        given.keySet().removeIf(each -> contents.entries().containsKey(each) && contents.isNothing(each));
        if (wanted.equals(given)) {
            return CheckResult.passed();
        }
        HeldEntries shown = new HeldEntries(key, value);
        return CheckResult.failed(
                text("jsonCheck.holdsTheEntriesOf", variable, map, shown.show(List.copyOf(wanted.entrySet()))),
                variable + " holds " + shown.show(List.copyOf(given.entrySet())),
                hint);
    }
}
