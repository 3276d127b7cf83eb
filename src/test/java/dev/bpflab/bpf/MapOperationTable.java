package dev.bpflab.bpf;

import dev.bpflab.kernel.KernelHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The table of what each operation answers on each map type. {@link #main} writes it anew from what the running kernel
 * answers; the page for learners is made from it.
 */
final class MapOperationTable {
    static final List<MapType> TYPES = List.of(
            MapType.HASH,
            MapType.ARRAY,
            MapType.PERCPU_HASH,
            MapType.PERCPU_ARRAY,
            MapType.LRU_HASH,
            MapType.LRU_PERCPU_HASH,
            MapType.LPM_TRIE,
            MapType.QUEUE,
            MapType.STACK,
            MapType.STACK_TRACE,
            MapType.RINGBUF);

    private static final String HEADER = "type,operation,when,outcome";

    /** A row: what an operation answers on a map type in a situation. */
    record Row(MapType type, String operation, String when, String outcome) {
        String csv() {
            return type + ",\"" + operation + "\",\"" + when + "\"," + outcome;
        }
    }

    private MapOperationTable() {}

    static MapOperationCase find(String operation, String when) {
        return MapOperationCase.list().stream()
                .filter(one -> one.operation().equals(operation) && one.when().equals(when))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case " + operation + ", " + when));
    }

    /** Returns the rows of the table that lies beside this class. */
    static List<Row> rows() {
        try (InputStream in =
                Objects.requireNonNull(MapOperationTable.class.getResourceAsStream("map-operations.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(line -> line.split("\"?,\"?", -1)).toList().stream()
                            .map(cells -> new Row(
                                    MapType.valueOf(cells[0]),
                                    cells[1],
                                    String.join(",", List.of(cells).subList(2, cells.length - 1)),
                                    cells[cells.length - 1]))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a host answers. */
    static List<Row> record(BpfHost host) {
        List<Row> rows = new ArrayList<>();
        for (MapType type : TYPES) {
            for (MapOperationCase one : MapOperationCase.list()) {
                rows.add(new Row(type, one.operation(), one.when(), one.on(host, type)));
            }
        }
        return rows;
    }

    /** Writes the table to the file that is named, as the running kernel answers. */
    public static void main(String... args) throws IOException {
        try (KernelHost host = new KernelHost()) {
            StringBuilder csv = new StringBuilder(HEADER).append('\n');
            record(host).forEach(row -> csv.append(row.csv()).append('\n'));
            Files.writeString(Path.of(args[0]), csv);
        }
    }
}
