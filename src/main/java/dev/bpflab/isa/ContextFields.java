package dev.bpflab.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of a context, by which programs name what they load from it. Shown as a table.
 *
 * @param of whose they are, such as {@code sched/sched_switch}
 * @param all the fields, by rising offset
 */
public record ContextFields(String of, List<ContextField> all) {
    /** A line of a tracepoint's format file. */
    private static final Pattern FIELD = Pattern.compile(
            "\\s*field:(.*?)(\\w+)((?:\\[[^\\]]*\\])*);\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:(\\d);\\s*");

    public ContextFields {
        all = List.copyOf(all);
    }

    /** Reads the text of a tracepoint's {@code format} file ({@code /sys/kernel/tracing/events/…/format}). */
    public static ContextFields parse(String of, String format) {
        List<ContextField> fields = new ArrayList<>();
        for (String line : format.lines().toList()) {
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                fields.add(new ContextField(
                        field.group(2),
                        field.group(1).strip() + field.group(3),
                        Integer.parseInt(field.group(4)),
                        Integer.parseInt(field.group(5)),
                        field.group(6).equals("1")));
            }
        }
        return new ContextFields(of, fields);
    }

    /** Returns the field of this name; empty when there is none. */
    public Optional<ContextField> field(String name) {
        return all.stream().filter(field -> field.name().equals(name)).findFirst();
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
