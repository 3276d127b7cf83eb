package dev.bpflab.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names in braces that a table may hold. {@code {four.pid}} is what happened by the learner's variable {@code four}, or by
 * each thing in the list there, see {@link Happened}; {@code {pid}} is of each thing that a trial made happen.
 */
final class Names {
    private static final Pattern NAME = Pattern.compile("\\{(?:(\\w+)\\.)?(\\w+)}");
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}?");

    private Names() {}

    /** A name cannot be filled in; the message is what was found instead. */
    static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String found) {
            super(found);
        }
    }

    /**
     * Returns what is wrong with the names in a row; empty when nothing is.
     *
     * @param known the names that there are here
     * @param trial whether they stand alone, of what a trial makes happen, and not behind a variable
     */
    static String problem(StateRow row, List<String> known, boolean trial) {
        String cells = row.key() + " " + row.value().operand();
        Matcher braces = BRACES.matcher(cells);
        while (braces.find()) {
            Matcher name = NAME.matcher(braces.group());
            if (!name.matches() || (name.group(1) == null) != trial || !known.contains(name.group(2))) {
                return "unknown name '" + braces.group() + "'; known are "
                        + known.stream()
                                .map(each -> "{" + (trial ? "" : "variable.") + each + "}")
                                .collect(Collectors.joining(", "));
            }
        }
        return !trial && variables(row).size() > 1
                ? "a row names one variable, not " + String.join(" and ", variables(row))
                : "";
    }

    /** Tells whether a cell holds a name. */
    static boolean isIn(String cell) {
        return NAME.matcher(cell).find();
    }

    /** Fills in what the learner's variables hold; a row becomes one for each thing that happened. */
    static List<StateRow> fillIn(List<StateRow> rows, Happened happened) throws Unresolved {
        List<StateRow> filled = new ArrayList<>();
        for (StateRow row : rows) {
            Set<String> variables = variables(row);
            if (variables.isEmpty()) {
                filled.add(row);
            }
            for (String variable : variables) {
                for (Fact fact : happened.by(variable)) {
                    filled.add(fillIn(row, fact));
                }
            }
        }
        return joined(filled);
    }

    /** Fills in what a trial made happen. */
    static List<StateRow> fillInEach(List<StateRow> rows, List<Fact> facts) throws Unresolved {
        List<StateRow> filled = new ArrayList<>();
        for (StateRow row : rows) {
            if (isIn(row.key() + row.value().operand())) {
                for (Fact fact : facts) {
                    // Of a thing that has no such name, the row says nothing.
                    if (names(row).stream().allMatch(fact::has)) {
                        filled.add(fillIn(row, fact));
                    }
                }
            } else {
                filled.add(row);
            }
        }
        return joined(filled);
    }

    private static List<String> names(StateRow row) {
        return NAME.matcher(row.key() + " " + row.value().operand())
                .results()
                .map(name -> name.group(2))
                .toList();
    }

    private static Set<String> variables(StateRow row) {
        return NAME.matcher(row.key() + " " + row.value().operand())
                .results()
                .map(name -> name.group(1))
                .filter(variable -> variable != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static StateRow fillIn(StateRow row, Fact fact) throws Unresolved {
        return new StateRow(
                fillIn(row.key(), fact),
                row.value().withOperand(fillIn(row.value().operand(), fact)));
    }

    private static String fillIn(String cell, Fact fact) throws Unresolved {
        Matcher names = NAME.matcher(cell);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String value = fact.names().get(names.group(2));
            if (value == null) {
                throw new Unresolved((names.group(1) == null ? "what happened" : names.group(1)) + " has no "
                        + names.group(2) + ", only "
                        + String.join(
                                ", ", fact.names().keySet().stream().sorted().toList()));
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return names.appendTail(filled).toString();
    }

    /** Things may share a key (a command, an id that was used again, a bucket): what they did adds up. */
    private static List<StateRow> joined(List<StateRow> rows) {
        Map<String, StateRow> byKey = new LinkedHashMap<>();
        for (StateRow row : rows) {
            byKey.merge(row.key(), row, Names::added);
        }
        return List.copyOf(byKey.values());
    }

    private static StateRow added(StateRow a, StateRow b) {
        String[] left = a.value().operand().split(",\\s+", -1);
        String[] right = b.value().operand().split(",\\s+", -1);
        if (left.length != right.length) {
            return b;
        }
        try {
            BinaryOperator<String> sum = (x, y) -> Long.toString(Long.parseLong(x) + Long.parseLong(y));
            String sums = Stream.iterate(0, i -> i < left.length, i -> i + 1)
                    .map(i -> sum.apply(left[i].strip(), right[i].strip()))
                    .collect(Collectors.joining(", "));
            return new StateRow(a.key(), a.value().withOperand(sums));
        } catch (NumberFormatException e) {
            return b;
        }
    }
}
