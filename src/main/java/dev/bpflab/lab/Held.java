package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** What checks ask of the things that a learner's variables hold. */
final class Held {
    private Held() {}

    /** Returns the open map in a variable; empty when it holds none that is open here. */
    static Optional<BpfMap<?, ?>> openMap(String variable, Scene scene) {
        return scene.variable(variable)
                .flatMap(held -> scene.workspace().maps().stream()
                        .filter(open -> open == held)
                        .findFirst());
    }

    /**
     * Judges the open map in a variable by its contents.
     *
     * @param key what its keys have to be read as
     * @param value what its values have to be read as
     * @param judge what is asked of a map that is there and whose sizes fit
     */
    static CheckResult fittingMap(
            String variable,
            Scene scene,
            Column key,
            Column value,
            String hint,
            Function<BpfMap<?, ?>, CheckResult> judge) {
        BpfMap<?, ?> map = openMap(variable, scene).orElse(null);
        if (map == null) {
            return CheckResult.failed(
                    text("held.openMapIn", variable), Shown.variable(variable, scene.variable(variable)), hint);
        }
        return MapContents.misfit(variable, map, key, value)
                .<CheckResult>map(misfit -> misfit)
                .orElseGet(() -> judge.apply(map));
    }

    /**
     * Compares properties with a table of them.
     *
     * @param value the value of a property
     * @param holds whether a value is as expected
     */
    static CheckResult compare(
            String variable,
            Map<String, Expectation> properties,
            Function<String, String> value,
            BiPredicate<String, Expectation> holds,
            String hint) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        properties.forEach((property, expectation) -> {
            if (!holds.test(property, expectation)) {
                expected.add(property + " " + expectation);
                found.add(property + " " + value.apply(property));
            }
        });
        return expected.isEmpty()
                ? CheckResult.passed()
                : new CheckResult.Failed(
                        variable + " with " + String.join(", ", expected),
                        String.join(", ", found),
                        hint,
                        expected.size(),
                        properties.size(),
                        Optional.empty());
    }
}
