package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.look.MapLook;
import dev.bpflab.look.ProcessNames;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Session;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Table.Column;
import java.util.List;
import java.util.Optional;

/** The commands that look at maps. */
final class MapCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/maps", Group.LOOK, (bench, argument) -> maps(bench)),
            Command.of("/dump", Group.LOOK, Completion.names(MapCommands::names), MapCommands::dump));

    private MapCommands() {}

    private static Answer maps(Bench bench) {
        List<BpfMap<?, ?>> open = bench.session().workspace().maps();
        if (open.isEmpty()) {
            bench.screen().say(text("maps.none"));
            return Answer.OK;
        }
        List<Column> columns = List.of(
                Column.right(text("maps.column.id")),
                Column.left(text("maps.column.name")),
                Column.left(text("maps.column.variable")),
                Column.left(text("maps.column.type")),
                Column.left(text("maps.column.key")),
                Column.left(text("maps.column.value")),
                Column.right(text("maps.column.entries")),
                Column.right(text("maps.column.max")));
        List<List<String>> rows =
                open.stream().map(map -> row(bench.session(), map)).toList();
        bench.screen().table(Table.of("", columns, rows));
        return Answer.OK;
    }

    private static List<String> row(Session session, BpfMap<?, ?> map) {
        return List.of(
                String.valueOf(map.id()),
                map.name(),
                String.join(", ", session.variablesHolding(map)),
                map.spec().typeName(),
                map.spec().key().name(),
                map.spec().value().name(),
                entries(map),
                Integer.toUnsignedString(map.spec().maxEntries()));
    }

    /** Returns how many entries there are; nothing for a map that cannot be walked, such as a queue or one that is write-only. */
    private static String entries(BpfMap<?, ?> map) {
        try {
            return String.valueOf(map.size());
        } catch (BpfException e) {
            return "";
        }
    }

    static List<String> names(Bench bench) {
        return bench.session().workspace().maps().stream()
                .flatMap(map -> bench.session().variablesHolding(map).stream())
                .toList();
    }

    private static Answer dump(Bench bench, String argument) {
        String[] nameAndRows = argument.split("\\s+", 2);
        Optional<BpfMap<?, ?>> map = find(bench, nameAndRows[0]);
        if (map.isEmpty()) {
            bench.screen()
                    .styled(argument.isEmpty() ? text("dump.which") : text("dump.noMap", nameAndRows[0]), Style.BAD);
            return Answer.FAILED;
        }
        boolean counted = nameAndRows.length > 1 && nameAndRows[1].matches("\\d{1,9}");
        int rows = counted ? Integer.parseInt(nameAndRows[1]) : SnapshotRows.SHOWN;
        Snapshot snapshot = MapLook.read(
                map.get(),
                Math.max(rows, SnapshotRows.READ),
                ProcessNames.of(bench.session().workspace()));
        bench.looks().remember(map.get(), snapshot);
        bench.screen().picture(snapshot.picture(rows));
        return Answer.OK;
    }

    static Optional<BpfMap<?, ?>> find(Bench bench, String name) {
        Object held = bench.session().variable(name).orElse(null);
        return bench.session().workspace().maps().stream()
                .filter(map -> map == held
                        || (!name.isEmpty() && map.name().equals(name))
                        || String.valueOf(map.id()).equals(name))
                .findFirst();
    }
}
