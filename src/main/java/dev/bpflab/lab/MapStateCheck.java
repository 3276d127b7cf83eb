package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.pattern.Buckets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code map=NAME}: the map in a variable holds what the table says.
 *
 * @param by who may have put it there
 */
record MapStateCheck(String map, @Nullable Buckets buckets, By by, StateTable table, String hint) implements Check {
    /** Who puts into a map what really happened. */
    enum By {
        /** A program, and not the learner, who may have learnt the result. */
        PROGRAM,
        /** Whoever learnt of it, such as the learner from records of a program. */
        ANYONE
    }

    @Override
    public String subject() {
        return "map " + map;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(map);
        if (!(held.orElse(null) instanceof BpfMap<?, ?> live)) {
            return missed("a variable " + map + " that holds a map", Shown.variable(map, held));
        }
        if (!scene.workspace().maps().contains(live)) {
            return missed(
                    "map " + map + " open",
                    live.isClosed() ? map + " is closed" : text("mapStateCheck.isNotOpenHere", map));
        }
        Optional<Failed> misfit = MapContents.misfit(map, live, table.key(), table.value());
        if (misfit.isPresent()) {
            return new Failed(
                    misfit.get().expected(), misfit.get().found(), misfit.get().hint(), table.allMissed());
        }
        try {
            List<StateRow> rows = rows(scene);
            CheckResult result = table.compare(map, rows, MapContents.of(live, table.key(), table.value()), hint);
            return result.isPassed() && by == By.PROGRAM ? notByHand(live, scene) : result;
        } catch (Names.Unresolved e) {
            return missed(text("mapStateCheck.whatTheStageDidIn"), e.getMessage());
        }
    }

    /** What really happened is counted by a program: who has learnt the result puts it there by hand. */
    private CheckResult notByHand(BpfMap<?, ?> live, Scene scene) throws Names.Unresolved {
        List<StateRow> told = table.rows().stream()
                .filter(row -> Names.isIn(row.key()) || Names.isIn(row.value().operand()))
                .toList();
        Set<Object> keys = Names.fillIn(told, new Happened(scene, map, buckets)).stream()
                .map(row -> table.key().parse(row.key()))
                .collect(Collectors.toSet());
        List<String> written = MapContents.writtenByHand(live, table.key(), scene.workspace()).stream()
                .filter(keys::contains)
                .map(key -> table.key().show(key))
                .toList();
        return written.isEmpty()
                ? CheckResult.passed()
                : new Failed(
                        map + ": counted by a program, " + String.join(", ", written),
                        text("mapStateCheck.setFromHereByPut"),
                        text("mapStateCheck.deleteTheseEntriesAndLet"),
                        written.size(),
                        keys.size(),
                        Optional.empty());
    }

    /** Returns the rows with their names filled in. */
    List<StateRow> rows(Scene scene) throws Names.Unresolved {
        return Names.fillIn(table.rows(), new Happened(scene, map, buckets));
    }

    private Failed missed(String expected, @Nullable String found) {
        return new Failed(expected, String.valueOf(found), hint, table.allMissed());
    }
}
