package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bpflab.cli.LiveMaps.Facts;
import dev.bpflab.view.Table;
import dev.bpflab.view.Table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bpflab map list}: every map of the running kernel. */
@Command(
        name = "list",
        description =
                "Lists every map: type, sizes in bytes, how many entries are used, flags, pins, and who holds it.",
        mixinStandardHelpOptions = true)
final class MapListCommand implements Callable<Integer> {
    private static final Set<String> NUMBERS = Set.of("id", "bytes", "entries");

    @Mixin
    private MapFormat format = new MapFormat();

    private final App app;

    MapListCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        format.check();
        try (LiveMaps maps = LiveMaps.open(app.host())) {
            List<Facts> all = maps.all();
            if (format.json) {
                ArrayNode rows = Json.array();
                all.forEach(facts -> rows.add(new MapFields(facts).json()));
                app.streams().out().println(Json.pretty(rows));
            } else if (all.isEmpty()) {
                app.streams().out().println("this kernel has no maps now");
            } else {
                print(all.stream().map(MapFields::new).toList());
            }
        }
        return ExitStatus.OK;
    }

    private void print(List<MapFields> maps) {
        if (format.csv) {
            csv(maps.stream().map(MapFields::texts).toList());
            return;
        }
        List<Map<String, String>> rows = maps.stream().map(MapFields::briefly).toList();
        // An empty column takes room from the others.
        List<String> shown = rows.get(0).keySet().stream()
                .filter(name -> rows.stream()
                        .anyMatch(row -> !row.getOrDefault(name, "").isEmpty()))
                .toList();
        List<Column> columns = shown.stream()
                .map(name -> NUMBERS.contains(name) ? Column.right(name) : Column.left(name))
                .toList();
        List<List<String>> cells = rows.stream()
                .map(row ->
                        shown.stream().map(name -> row.getOrDefault(name, "")).toList())
                .toList();
        Screens.plain(app).table(Table.of("", columns, cells));
    }

    private void csv(List<Map<String, String>> rows) {
        CsvSchema.Builder header = CsvSchema.builder();
        rows.get(0).keySet().forEach(header::addColumn);
        try {
            app.streams()
                    .out()
                    .print(new CsvMapper().writer(header.build().withHeader()).writeValueAsString(rows));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
