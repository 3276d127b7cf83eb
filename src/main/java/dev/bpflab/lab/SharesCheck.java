package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.FunctionShare;
import dev.bpflab.bpf.StackProfile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code shares=VARIABLE,of=COUNTS,in=STACKS,key=CODEC}: how many percent of the samples found each function as the
 * innermost one, as a map of names to numbers or a list of {@link FunctionShare}; to a tenth.
 */
record SharesCheck(String variable, Profiled profiled, String hint) implements Check {
    private static final double NEAR = 0.1;

    @Override
    public String subject() {
        return "shares in " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        try {
            StackProfile<Long> profile = profiled.in(scene, hint);
            Map<String, Double> wanted = new TreeMap<>();
            profile.functions().stream()
                    .filter(function -> function.self() > 0)
                    .forEach(function -> wanted.put(function.function(), function.selfPercent()));
            Optional<Object> held = scene.variable(variable);
            Map<String, Double> given = shares(held.orElse(null));
            Optional<String> wrong = wanted.entrySet().stream()
                    .filter(share -> Math.abs(given.getOrDefault(share.getKey(), -1.0) - share.getValue()) > NEAR)
                    .map(Map.Entry::getKey)
                    .findFirst();
            boolean all =
                    given.values().stream().mapToDouble(Double::doubleValue).sum() <= 100 + NEAR * given.size();
            if (!wanted.isEmpty() && wrong.isEmpty() && all) {
                return CheckResult.passed();
            }
            String function = wrong.orElse(profiled.counts());
            Double found = given.get(function);
            return CheckResult.failed(
                    wrong.isEmpty()
                            ? text("sharesCheck.percentagesThatAreTogether")
                            : variable + ": " + function + " has " + percent(wanted.get(function)),
                    given.isEmpty()
                            ? Shown.variable(variable, held)
                            : variable + ": " + function + " has " + (found == null ? "nothing" : percent(found)),
                    hint);
        } catch (Profiled.Missing missing) {
            return missing.finding();
        }
    }

    private static String percent(@Nullable Double share) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", share);
    }

    private static Map<String, Double> shares(@Nullable Object held) {
        Map<String, Double> shares = new TreeMap<>();
        if (held instanceof Map<?, ?> map) {
            map.forEach((function, share) -> {
                if (share instanceof Number number) {
                    shares.put(String.valueOf(function), number.doubleValue());
                }
            });
        } else if (held instanceof Iterable<?> list) {
            for (Object each : list) {
                if (each instanceof FunctionShare share && share.self() > 0) {
                    shares.put(share.function(), share.selfPercent());
                }
            }
        }
        return shares;
    }
}
