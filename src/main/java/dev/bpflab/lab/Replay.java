package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.lab.ReplayEvent.MapState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks the reference solution of a lab step by step, on a real session, as a learner would. */
public final class Replay {
    private static final int SHOWN = 8;

    private final Lab lab;
    private final LearnerSession session;
    private final Scene scene;

    /** Creates a replay that types into this session, which should be fresh. */
    public Replay(Lab lab, LearnerSession session, Trials trials) {
        this.lab = lab;
        this.session = session;
        this.scene = new Scene(session, trials);
    }

    /** Plays the lab to its end, and tells each event as it happens; returns whether all of it passed. */
    public boolean play(Consumer<? super ReplayEvent> watcher) {
        watcher.accept(new ReplayEvent.LabBegins(lab));
        if (!lab.start().isBlank()) {
            session.evaluate(lab.start(), () -> {});
        }
        List<Step> missed = new ArrayList<>();
        for (Step step : lab.exercises()) {
            watcher.accept(new ReplayEvent.StepBegins(lab, step));
            watcher.accept(new ReplayEvent.Typed(step.solution()));
            watcher.accept(new ReplayEvent.Results(session.evaluate(step.solution(), () -> {})));
            states(step).forEach(watcher);
            StepVerdict verdict = StepVerdict.of(step, scene);
            watcher.accept(new ReplayEvent.Judged(lab, verdict));
            if (!verdict.isPassed()) {
                missed.add(step);
            }
        }
        watcher.accept(new ReplayEvent.LabEnds(lab, missed));
        return missed.isEmpty();
    }

    /** Returns what the maps hold that the step's tables are about. */
    private List<MapState> states(Step step) {
        Map<String, MapState> states = new LinkedHashMap<>();
        for (Check check : step.checks()) {
            if (check instanceof MapStateCheck about) {
                state(about).ifPresent(state -> states.putIfAbsent(about.map(), state));
            }
        }
        return List.copyOf(states.values());
    }

    private Optional<MapState> state(MapStateCheck check) {
        StateTable table = check.table();
        if (!(scene.variable(check.map()).orElse(null) instanceof BpfMap<?, ?> map)
                || map.isClosed()
                || MapContents.misfit(check.map(), map, table.key(), table.value())
                        .isPresent()) {
            return Optional.empty();
        }
        Map<Object, Object> contents = new LinkedHashMap<>(
                MapContents.of(map, table.key(), table.value()).entries());
        Map<Object, Object> shown = new LinkedHashMap<>();
        try {
            for (StateRow row : check.rows(scene)) {
                Object key = table.key().parse(row.key());
                Object value = contents.remove(key);
                if (value != null) {
                    shown.put(key, value);
                }
            }
        } catch (Names.Unresolved e) {
            // The verdict says so; the map can be shown all the same.
        }
        contents.entrySet().stream()
                .sorted((a, b) -> table.value().compare(b.getValue(), a.getValue()))
                .limit(Math.max(0, SHOWN - shown.size()))
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        List<List<String>> entries = new ArrayList<>();
        shown.forEach((key, value) ->
                entries.add(List.of(table.key().show(key), table.value().show(value))));
        contents.keySet().removeAll(shown.keySet());
        return Optional.of(
                new MapState(check.map(), table.key().name(), table.value().name(), entries, contents.size()));
    }
}
