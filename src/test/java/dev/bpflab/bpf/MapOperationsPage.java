package dev.bpflab.bpf;

import dev.bpflab.bpf.MapOperationTable.Row;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the page on which learners see which operation works on which map type, from {@link MapOperationTable}. */
final class MapOperationsPage {
    static final Path FILE = Path.of("chapters", "operations.adoc");

    /** What an operation answers where the type has it: what is there, or that nothing is. */
    private static final Set<String> WORKS = Set.of("OK", "value", "zeros", "ENOENT");

    private static final Map<String, String> FROM_USERSPACE = columns(
            "lookup", "lookup",
            "update ANY", "update",
            "delete", "delete",
            "lookup and delete", "take",
            "next key", "next");

    private static final Map<String, String> IN_BATCHES = columns(
            "lookup batch", "lookup",
            "update batch", "update",
            "delete batch", "delete",
            "lookup and delete batch", "take");

    private static final Map<String, String> FROM_PROGRAMS = columns(
            "bpf_map_lookup_elem", "lookup",
            "bpf_map_update_elem", "update",
            "bpf_map_delete_elem", "delete",
            "bpf_map_push_elem", "push",
            "bpf_map_pop_elem", "pop",
            "bpf_map_peek_elem", "peek",
            "bpf_for_each_map_elem", "for each",
            "bpf_ringbuf_output", "output");

    private final List<Row> rows;
    private final StringBuilder page = new StringBuilder();

    private MapOperationsPage(List<Row> rows) {
        this.rows = rows;
    }

    private static Map<String, String> columns(String... operationsAndHeads) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < operationsAndHeads.length; i += 2) {
            columns.put(operationsAndHeads[i], operationsAndHeads[i + 1]);
        }
        return columns;
    }

    static String of(List<Row> rows) {
        return new MapOperationsPage(rows).written();
    }

    private String written() {
        page.append("""
                = Map operations, type by type

                Everything on this page was asked of Linux 6.18; the tests hold both kernels, the live and the simulated one, to it.
                The page is generated from the table of these tests.

                [#userspace]
                == From userspace

                What a program in userspace can do by bpf(2), where `take` is looking up and deleting in one step and `next` is going from key to key.
                A queue and a stack have no keys: `update` pushes, `lookup` peeks, `take` pops.

                """);
        matrix(FROM_USERSPACE);
        page.append("""

                [#batch]
                == In batches

                The same for many entries in one call, since Linux 5.6.

                """);
        matrix(IN_BATCHES);
        page.append("""

                [#programs]
                == From programs

                Which helper functions the verifier lets a BPF program (here a socket filter) call on a map of each type: `bpf_map_lookup_elem` and so on.
                A stack trace map is written by `bpf_get_stackid`, which tracing programs have.

                """);
        matrix(FROM_PROGRAMS);
        page.append("""

                [#flags]
                == Flags at creation

                The creation flags that each type takes; any other is EINVAL, if nothing else is said in the list of the type.

                """);
        flags();
        for (MapType type : MapOperationTable.TYPES) {
            page.append("\n[#")
                    .append(type.kernelName())
                    .append("]\n== ")
                    .append(type.name())
                    .append("\n\n");
            answers(type);
        }
        return page.toString();
    }

    private void matrix(Map<String, String> columns) {
        page.append("|===\n|type |").append(String.join(" |", columns.values())).append("\n\n");
        for (MapType type : MapOperationTable.TYPES) {
            String cells = columns.keySet().stream()
                    .map(operation -> works(type, operation))
                    .collect(Collectors.joining(" |"));
            page.append("|").append(type.name()).append(" |").append(cells).append('\n');
        }
        page.append("|===\n");
    }

    private String works(MapType type, String operation) {
        List<String> outcomes = rows.stream()
                .filter(row -> row.type() == type && row.operation().equals(operation))
                .map(Row::outcome)
                .toList();
        if (outcomes.stream().anyMatch(outcome -> WORKS.contains(outcome.split(" ", 2)[0]))) {
            return "yes";
        }
        return outcomes.stream()
                .filter(outcome -> !outcome.equals("-"))
                .findFirst()
                .map(outcome -> outcome.equals("rejected") ? "-" : outcome)
                .orElse("-");
    }

    private void flags() {
        page.append("|===\n|type |flags\n\n");
        for (MapType type : MapOperationTable.TYPES) {
            String taken = rows.stream()
                    .filter(row -> row.type() == type && row.operation().equals("create"))
                    .filter(row -> row.outcome().equals("OK") && row.when().matches("with \\w+"))
                    .map(row -> row.when().substring("with ".length()))
                    .collect(Collectors.joining(", "));
            page.append("|")
                    .append(type.name())
                    .append(" |")
                    .append(taken.isEmpty() ? "none" : taken)
                    .append('\n');
        }
        page.append("|===\n");
    }

    private void answers(MapType type) {
        page.append("|===\n|operation |when |answer\n\n");
        for (Row row : rows) {
            boolean said = row.operation().equals("create")
                    && (row.outcome().equals("OK") || row.outcome().equals("EINVAL"));
            if (row.type() == type && !row.outcome().equals("-") && !said) {
                page.append("|")
                        .append(row.operation())
                        .append(" |")
                        .append(row.when())
                        .append(" |");
                page.append(row.outcome().equals("value") ? "the value" : row.outcome())
                        .append('\n');
            }
        }
        page.append("|===\n");
    }
}
