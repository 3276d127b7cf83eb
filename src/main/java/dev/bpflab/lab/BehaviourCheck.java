package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code behaviour="NAME, NAME",on="HOOK, HOOK",uses="MAP, MAP"}: the programs in variables do their work, tried out on
 * simulated hosts with fresh maps and events that follow from seeds. How they are written does not matter.
 */
final class BehaviourCheck implements Check {
    private record Last(List<Program> programs, MapRef map, Trials trials, CheckResult result) {
        boolean isOf(List<Program> others, MapRef otherMap, Trials otherTrials) {
            boolean same = programs.size() == others.size() && map == otherMap && trials.equals(otherTrials);
            for (int i = 0; same && i < programs.size(); i++) {
                same = programs.get(i) == others.get(i);
            }
            return same;
        }
    }

    private final List<String> variables;
    private final Uses uses;
    private final Trial trial;
    private final String hint;
    /** A program is immutable and trials cost time: the same one, tried again after the next snippet, has the same result. */
    private volatile @Nullable Last last;

    BehaviourCheck(List<String> variables, Uses uses, Trial trial, String hint) {
        this.variables = List.copyOf(variables);
        this.uses = uses;
        this.trial = trial;
        this.hint = hint;
    }

    @Override
    public String subject() {
        return "behaviour of " + String.join(" and ", variables);
    }

    @Override
    public boolean isOfPrograms() {
        return true;
    }

    @Override
    public List<String> observe(Scene scene, long seed) {
        List<Program> programs = new ArrayList<>();
        for (String variable : variables) {
            scene.variable(variable)
                    .filter(Program.class::isInstance)
                    .map(Program.class::cast)
                    .ifPresent(programs::add);
        }
        return programs.size() == variables.size() ? trial.observe(programs, scene.trials(), seed) : List.of();
    }

    @Override
    public CheckResult judge(Scene scene) {
        List<Program> programs = new ArrayList<>();
        for (String variable : variables) {
            Optional<Object> held = scene.variable(variable);
            if (!(held.orElse(null) instanceof Program program)) {
                return missed(
                        "a variable " + variable + " that holds " + Shown.kind(Program.class),
                        Shown.variable(variable, held));
            }
            programs.add(program);
        }
        MapRef target = target(programs.get(0), scene);
        if (target == null) {
            return missed(
                    text("behaviourCheck.namesTheMapIn", variables.get(0), uses.first()),
                    variables.get(0) + " names " + Uses.maps(programs.get(0)));
        }
        Last before = last;
        if (before != null && before.isOf(programs, target, scene.trials())) {
            return before.result();
        }
        CheckResult result = trial.run(programs, target, scene.trials());
        last = new Last(programs, target, scene.trials(), result);
        return result;
    }

    /** Returns the map that the table is about: the one in the variable or, when that holds another now, the only one. */
    private @Nullable MapRef target(Program program, Scene scene) {
        Object named = scene.variable(uses.first()).orElse(null);
        List<MapRef> maps = program.maps();
        return maps.stream().filter(ref -> ref == named).findFirst().orElse(maps.size() == 1 ? maps.get(0) : null);
    }

    private Failed missed(String expected, String found) {
        return new Failed(expected, found, hint, Integer.MAX_VALUE / 1024);
    }
}
