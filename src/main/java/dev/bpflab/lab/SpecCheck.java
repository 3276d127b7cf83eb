package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code blueprint=NAME} and {@code created=NAME}: a variable holds a map's blueprint, or an open map, with the properties
 * that the table says.
 */
record SpecCheck(String variable, boolean live, Map<String, Expectation> properties, String hint) implements Check {
    /** The properties that a table may name. */
    static final List<String> PROPERTIES = List.of("type", "key_size", "value_size", "max_entries", "flags", "name");

    SpecCheck {
        properties = new LinkedHashMap<>(properties);
    }

    @Override
    public String subject() {
        return (live ? "map " : "blueprint ") + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        Object value = held.orElse(null);
        if (!live && value instanceof MapSpec<?, ?> spec) {
            return compare(spec);
        }
        if (live && value instanceof BpfMap<?, ?> map) {
            return scene.workspace().maps().contains(map)
                    ? compare(map.spec())
                    : missed(
                            "map " + variable + " open",
                            variable + (map.isClosed() ? " is closed" : text("specCheck.isNotOpenHere")));
        }
        String wanted = Shown.kind(live ? BpfMap.class : MapSpec.class);
        return missed("a variable " + variable + " that holds " + wanted, Shown.variable(variable, held));
    }

    private CheckResult compare(MapSpec<?, ?> spec) {
        return Held.compare(
                variable,
                properties,
                property -> value(spec, property),
                (property, expectation) -> holds(value(spec, property), property, expectation),
                hint);
    }

    private static boolean holds(String value, String property, Expectation expectation) {
        return isText(property)
                ? value.equals(expectation.operand()) || (property.equals("type") && isForEachCpu(value, expectation))
                : expectation.holds(Columns.of("u64"), Columns.of("u64").parse(value));
    }

    /** A map with a value for each CPU does where the plain one does: what is looked at later is the sum. */
    private static boolean isForEachCpu(String type, Expectation expectation) {
        return type.equals("percpu_" + expectation.operand());
    }

    /** Tells whether a property is compared as text, not as a number. */
    static boolean isText(String property) {
        return property.equals("type") || property.equals("name");
    }

    private static String value(MapSpec<?, ?> spec, String property) {
        return switch (property) {
            case "type" -> spec.typeName();
            case "key_size" -> Integer.toString(spec.key().size());
            case "value_size" -> Integer.toString(spec.value().size());
            case "max_entries" -> Integer.toUnsignedString(spec.maxEntries());
            case "flags" -> Integer.toUnsignedString(spec.flags());
            default -> Objects.requireNonNull(spec.name());
        };
    }

    private Failed missed(String expected, String found) {
        return new Failed(expected, found, hint, properties.size() + 1);
    }
}
