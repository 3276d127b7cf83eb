package dev.bpflab.lab;

import dev.bpflab.bpf.StartedProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in braces that a table may hold. {@code {four.pid}} is a field of the process, or of each process of the list,
 * in the learner's variable {@code four}; {@code {pid}} is one of each process that a trial ran. Only processes that the stage
 * in fact ran count: the very objects that it gave, not equal ones.
 */
final class Names {
    private static final Pattern NAME = Pattern.compile("\\{(?:(\\w+)\\.)?(pid|comm|execs)}");
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}?");

    private Names() {}

    /** A name cannot be filled in; the message is what was found instead. */
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String found) {
            super(found);
        }
    }

    /** Returns what is wrong with the names in a cell; empty when nothing is. */
    static String problem(String cell, boolean trial) {
        Matcher braces = BRACES.matcher(cell);
        while (braces.find()) {
            Matcher name = NAME.matcher(braces.group());
            if (!name.matches() || (name.group(1) == null) != trial) {
                return "unknown name '" + braces.group() + "'; known are "
                        + (trial
                                ? "{pid}, {comm} and {execs}"
                                : "{variable.pid}, {variable.comm} and {variable.execs}");
            }
        }
        return "";
    }

    /** Fills in the processes that the learner's variables hold; a row that names a list becomes one for each process. */
    static List<StateRow> fillIn(List<StateRow> rows, Scene scene) throws Unresolved {
        List<StateRow> filled = new ArrayList<>();
        for (StateRow row : rows) {
            Set<String> variables = variables(row);
            if (variables.isEmpty()) {
                filled.add(row);
            }
            for (String variable : variables) {
                for (StartedProcess process : processes(variable, scene)) {
                    filled.add(fillIn(row, process));
                }
            }
        }
        return joined(filled);
    }

    /** Fills in the processes that a trial ran. */
    static List<StateRow> fillInEach(List<StateRow> rows, List<StartedProcess> processes) {
        List<StateRow> filled = new ArrayList<>();
        for (StateRow row : rows) {
            boolean template = NAME.matcher(row.key() + row.value().operand()).find();
            Stream<StartedProcess> each = template ? processes.stream() : Stream.of();
            if (!template) {
                filled.add(row);
            }
            each.forEach(process -> filled.add(fillIn(row, process)));
        }
        return joined(filled);
    }

    private static Set<String> variables(StateRow row) {
        Set<String> variables = new LinkedHashSet<>();
        Matcher name = NAME.matcher(row.key() + " " + row.value().operand());
        while (name.find()) {
            variables.add(name.group(1));
        }
        return variables;
    }

    private static List<StartedProcess> processes(String variable, Scene scene) throws Unresolved {
        Object held = scene.variable(variable).orElseThrow(() -> new Unresolved("no variable " + variable));
        List<?> candidates = held instanceof List<?> list ? list : List.of(held);
        List<StartedProcess> ran = new ArrayList<>();
        for (Object candidate : candidates) {
            StartedProcess process = scene.workspace().started().stream()
                    .filter(started -> started == candidate)
                    .findFirst()
                    .orElseThrow(() -> new Unresolved(
                            variable + " holds " + Shown.of(candidate) + ", which the stage did not run"));
            ran.add(process);
        }
        if (ran.isEmpty()) {
            throw new Unresolved(variable + " is an empty list");
        }
        return ran;
    }

    private static StateRow fillIn(StateRow row, StartedProcess process) {
        return new StateRow(
                fillIn(row.key(), process),
                row.value().withOperand(fillIn(row.value().operand(), process)));
    }

    private static String fillIn(String cell, StartedProcess process) {
        return NAME.matcher(cell)
                .replaceAll(name -> Matcher.quoteReplacement(
                        switch (name.group(2)) {
                            case "pid" -> Long.toString(process.pid());
                            case "execs" -> Integer.toString(process.execs());
                            default -> process.comm();
                        }));
    }

    /** Processes may share a key (a command, or an id that was used again): what they did adds up. */
    private static List<StateRow> joined(List<StateRow> rows) {
        Map<String, StateRow> byKey = new LinkedHashMap<>();
        for (StateRow row : rows) {
            byKey.merge(row.key(), row, (a, b) -> {
                try {
                    long sum = Long.parseLong(a.value().operand())
                            + Long.parseLong(b.value().operand());
                    return new StateRow(a.key(), a.value().withOperand(Long.toString(sum)));
                } catch (NumberFormatException e) {
                    return b;
                }
            });
        }
        return List.copyOf(byKey.values());
    }
}
