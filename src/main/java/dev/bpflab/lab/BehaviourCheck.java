package dev.bpflab.lab;

import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code behaviour=NAME,on="HOOK",uses=MAP}: the program in a variable does its work, tried out on simulated hosts with fresh
 * maps and events that follow from seeds. How it is written does not matter.
 */
final class BehaviourCheck implements Check {
    private record Last(Program program, MapRef map, Trials trials, CheckResult result) {}

    private final String variable;
    private final String map;
    private final Trial trial;
    private final String hint;
    /** A program is immutable and trials cost time: the same one, tried again after the next snippet, has the same result. */
    private volatile @Nullable Last last;

    BehaviourCheck(String variable, String map, Trial trial, String hint) {
        this.variable = variable;
        this.map = map;
        this.trial = trial;
        this.hint = hint;
    }

    @Override
    public String subject() {
        return "behaviour of " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        if (!(held.orElse(null) instanceof Program program)) {
            return missed(
                    "a variable " + variable + " that holds " + Shown.kind(Program.class),
                    Shown.variable(variable, held));
        }
        Object named = scene.variable(map).orElse(null);
        List<MapRef> maps = program.maps();
        Optional<MapRef> counted = maps.stream().filter(ref -> ref == named).findFirst();
        MapRef target = counted.orElseGet(() -> maps.size() == 1 ? maps.get(0) : null);
        if (target == null) {
            return missed(variable + " names the map in " + map, variable + " names " + Uses.maps(program));
        }
        Last before = last;
        if (before != null
                && before.program() == program
                && before.map() == target
                && before.trials().equals(scene.trials())) {
            return before.result();
        }
        CheckResult result = trial.run(program, target, scene.trials());
        last = new Last(program, target, scene.trials(), result);
        return result;
    }

    private Failed missed(String expected, String found) {
        return new Failed(expected, found, hint, Integer.MAX_VALUE / 1024);
    }
}
