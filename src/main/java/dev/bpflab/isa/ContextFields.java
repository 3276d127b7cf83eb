package dev.bpflab.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of a context, by which programs name what they load from it. Shown as a table.
 *
 * @param of whose they are, such as {@code sched/sched_switch}
 * @param all the fields, by rising offset
 * @param version4 whether programs there may use version 4 of the instruction set, whose loads extend a sign
 */
public record ContextFields(String of, List<ContextField> all, boolean version4) {
    /** A line of a tracepoint's format file. */
    private static final Pattern FIELD = Pattern.compile(
            "\\s*field:(.*?)(\\w+)((?:\\[[^\\]]*\\])*);\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:(\\d);\\s*");

    /** An element of a field that is an array, as {@code cb[2]}. */
    private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\[(\\d{1,4})\\]");

    public ContextFields {
        all = List.copyOf(all);
    }

    /** Makes the fields of a context of programs that may use every instruction. */
    public ContextFields(String of, List<ContextField> all) {
        this(of, all, true);
    }

    /** Returns the same fields, for programs that may or may not use version 4 of the instruction set. */
    public ContextFields withVersion4(boolean known) {
        return new ContextFields(of, all, known);
    }

    /** Reads the text of a tracepoint's {@code format} file ({@code /sys/kernel/tracing/events/…/format}). */
    public static ContextFields parse(String of, String format) {
        List<ContextField> fields = new ArrayList<>();
        for (String line : format.lines().toList()) {
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                String type = field.group(1).strip() + field.group(3);
                // Older kernels write of the place of a text, too, that it has a sign.
                boolean signed = field.group(6).equals("1") && !type.startsWith(ContextField.DATA_LOC);
                fields.add(new ContextField(
                        field.group(2),
                        type,
                        Integer.parseInt(field.group(4)),
                        Integer.parseInt(field.group(5)),
                        signed));
            }
        }
        return new ContextFields(of, fields);
    }

    /** Returns the field of this name, or an element of it, such as {@code cb[2]}; empty when there is none. */
    public Optional<ContextField> field(String name) {
        Matcher element = ELEMENT.matcher(name);
        return element.matches()
                ? field(element.group(1)).flatMap(field -> field.element(Integer.parseInt(element.group(2))))
                : all.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * Returns the structure with these numbers in it and zeroes elsewhere, for a test run: {@code bytes(Map.of("mark", 7))}.
     *
     * @throws IllegalArgumentException when there is no such field, or it is no number, or too small for this one
     */
    public byte[] bytes(Map<String, ? extends Number> values) {
        int size = all.stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
        byte[] bytes = new byte[size];
        values.forEach((name, value) -> field(name)
                .orElseThrow(() -> new IllegalArgumentException(of + " has no field '" + name + "'; it has "
                        + all.stream().map(ContextField::name).collect(Collectors.joining(", "))))
                .put(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), value.longValue()));
        return bytes;
    }

    /** Returns the numbers in such a structure by their names, as far as it reaches; elements of arrays one by one. */
    public Map<String, Long> values(byte[] structure) {
        ByteBuffer bytes = ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder());
        Map<String, Long> values = new LinkedHashMap<>();
        for (ContextField field : all) {
            for (ContextField number : field.numbers()) {
                if (number.offset() + number.size() <= structure.length) {
                    values.put(number.name(), number.get(bytes));
                }
            }
        }
        return values;
    }

    @Override
    public String toString() {
        int width = all.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        return all.stream()
                .map(field -> String.format(
                        "%6d %5d  %-" + Math.max(width, 1) + "s  %s",
                        field.offset(),
                        field.size(),
                        field.name(),
                        field.type()))
                .collect(Collectors.joining("\n", of + "\noffset  size  field\n", ""));
    }
}
