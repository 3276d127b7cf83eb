package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.lab.ReplayEvent.MapState;
import dev.bpflab.lab.ReplayEvent.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the maps that a step's tables are about held at its beginning, to be compared with what they hold later. */
final class MapHistory {
    private static final int SHOWN = 8;

    private final List<MapStateCheck> checks;
    private final Scene scene;
    private final Map<String, BpfMap<?, ?>> maps = new LinkedHashMap<>();
    private final Map<String, Map<Object, Object>> contents = new LinkedHashMap<>();

    private MapHistory(List<MapStateCheck> checks, Scene scene) {
        this.checks = checks;
        this.scene = scene;
    }

    /** Looks at the maps of a step as they are. */
    static MapHistory before(Step step, Scene scene) {
        Map<String, MapStateCheck> checks = new LinkedHashMap<>();
        for (Check check : step.checks()) {
            if (check instanceof MapStateCheck about) {
                checks.putIfAbsent(about.map(), about);
            }
        }
        MapHistory history = new MapHistory(List.copyOf(checks.values()), scene);
        for (MapStateCheck check : history.checks) {
            history.open(check).ifPresent(map -> {
                history.maps.put(check.map(), map);
                history.contents.put(check.map(), read(map, check.table()));
            });
        }
        return history;
    }

    /** Returns what those of them hold now that are open. */
    List<MapState> states() {
        return checks.stream()
                .flatMap(check -> open(check).map(map -> state(check, map)).stream())
                .toList();
    }

    private Optional<BpfMap<?, ?>> open(MapStateCheck check) {
        StateTable table = check.table();
        return scene.variable(check.map())
                .filter(BpfMap.class::isInstance)
                .<BpfMap<?, ?>>map(held -> (BpfMap<?, ?>) held)
                .filter(map -> !map.isClosed())
                .filter(map -> MapContents.misfit(check.map(), map, table.key(), table.value())
                        .isEmpty());
    }

    private static Map<Object, Object> read(BpfMap<?, ?> map, StateTable table) {
        return MapContents.of(map, table.key(), table.value()).entries();
    }

    private MapState state(MapStateCheck check, BpfMap<?, ?> map) {
        StateTable table = check.table();
        Map<Object, Object> now = read(map, table);
        boolean existed = maps.get(check.map()) == map;
        Map<Object, Object> before = existed ? contents.getOrDefault(check.map(), Map.of()) : Map.of();
        Set<Object> shown = new LinkedHashSet<>();
        named(check).stream()
                .filter(key -> now.containsKey(key) || before.containsKey(key))
                .forEach(shown::add);
        now.entrySet().stream()
                .sorted((a, b) -> table.value().compare(b.getValue(), a.getValue()))
                .map(Map.Entry::getKey)
                .filter(key -> shown.size() < SHOWN)
                .forEach(shown::add);
        List<Row> rows = new ArrayList<>();
        for (Object key : shown) {
            rows.add(new Row(table.key().show(key), text(table, before.get(key)), text(table, now.get(key))));
        }
        int others =
                (int) now.keySet().stream().filter(key -> !shown.contains(key)).count();
        return new MapState(check.map(), table.value().isNumber(), existed, rows, others);
    }

    private static String text(StateTable table, @org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : table.value().show(value);
    }

    private List<Object> named(MapStateCheck check) {
        try {
            return check.rows(scene).stream()
                    .map(row -> check.table().key().parse(row.key()))
                    .toList();
        } catch (Names.Unresolved notYet) {
            // The verdict says so; the map can be shown all the same.
            return List.of();
        }
    }
}
