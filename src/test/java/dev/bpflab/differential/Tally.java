package dev.bpflab.differential;

import dev.bpflab.bpf.ProgramType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How often the hosts agreed, for each type of program, and the first programs of each kind of disagreement. */
final class Tally {
    private static final int SHOWN = Integer.getInteger("bpflab.differential.shown", 5);

    /** The counts of one type. */
    private static final class Row {
        private int programs;
        private int accepted;
        private int runs;
        private final Map<Comparison.Difference, Integer> differences = new EnumMap<>(Comparison.Difference.class);

        @Override
        public String toString() {
            return "%d programs, %d accepted, %d run, %s".formatted(programs, accepted, runs, differences);
        }
    }

    private final Map<ProgramType, Row> rows = new EnumMap<>(ProgramType.class);
    private final Map<Comparison.Difference, List<Comparison>> failing = new EnumMap<>(Comparison.Difference.class);

    void add(Comparison comparison, Supplier<Comparison> shrunk) {
        Row row = rows.computeIfAbsent(comparison.sample().type(), type -> new Row());
        Comparison.Difference difference = comparison.difference();
        row.programs++;
        row.accepted += comparison.kernel().accepted() ? 1 : 0;
        row.runs += comparison.kernel().run().isEmpty() ? 0 : 1;
        row.differences.merge(difference, 1, Integer::sum);
        if (difference.fails()) {
            List<Comparison> kept = failing.computeIfAbsent(difference, key -> new ArrayList<>());
            if (kept.size() < SHOWN) {
                kept.add(shrunk.get());
            }
        }
    }

    List<Comparison> disagreements() {
        return failing.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        return rows.entrySet().stream()
                .map(row -> row.getKey().kernelName() + ": " + row.getValue())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
