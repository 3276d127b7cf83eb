package dev.bpflab.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as bars: one line for each, its length in proportion to the greatest. Values are unsigned 64-bit numbers. */
public record Bars(String title, Map<String, Long> values) {
    private static final int LEAST = 5;

    public Bars {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the bars in lines of at most so many columns; a value that is not 0 has a bar, however short. */
    public List<Line> lines(int width) {
        int names = values.keySet().stream().mapToInt(Columns::of).max().orElse(0);
        int numbers = values.values().stream()
                .mapToInt(value -> Long.toUnsignedString(value).length())
                .max()
                .orElse(0);
        double greatest =
                values.values().stream().mapToDouble(Bars::unsigned).max().orElse(0);
        int room = Math.max(LEAST, width - names - numbers - 2);
        List<Line> lines = new ArrayList<>(title.isEmpty() ? List.of() : List.of(Line.of(title, Style.BOLD)));
        values.forEach((name, value) -> {
            int length = value == 0 ? 0 : (int) Math.max(1, Math.round(room * unsigned(value) / greatest));
            lines.add(Line.of(name)
                    .padded(names, false)
                    .plus(" ")
                    .plus(Line.of(Long.toUnsignedString(value)).padded(numbers, true))
                    .plus(length == 0 ? "" : " ")
                    .plus("\u2588".repeat(length), Style.GOOD));
        });
        return lines;
    }

    private static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }
}
