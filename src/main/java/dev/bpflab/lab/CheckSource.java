package dev.bpflab.lab;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Text;
import dev.bpflab.pattern.Buckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A check as its author wrote it; every accessor throws {@link IllegalArgumentException} with what is wrong. */
record CheckSource(Block block) {
    private static final Pattern BUCKETS = Pattern.compile("(\\d{1,4}) (?:of (\\d{1,9})|log2)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_$][\\w$]*");

    /** Returns an attribute that must be there. */
    String required(String attribute) {
        return block.attribute(attribute)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("attribute '" + attribute + "' is missing"))
                .strip();
    }

    /** Returns an attribute that must name a variable. */
    String variable(String attribute) {
        String name = required(attribute);
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(attribute + "='" + name + "' is no name of a variable");
        }
        return name;
    }

    List<String> variables(String attribute) {
        List<String> names =
                Stream.of(required(attribute).split(",", -1)).map(String::strip).toList();
        for (String name : names) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException(attribute + ": '" + name + "' is no name of a variable");
            }
        }
        return names;
    }

    /** Returns the commands that a trial runs. */
    List<String> commands() {
        List<String> names = Stream.of(
                        block.attribute("commands").orElse("true").split(",", -1))
                .map(String::strip)
                .toList();
        for (String name : names) {
            if (!name.matches("[\\w.+-]{1,15}")) {
                throw new IllegalArgumentException("commands: '" + name + "' is no name of a command");
            }
        }
        return names;
    }

    /** Returns what a trial calls the processes that burn CPU time or sleep, and their functions. */
    List<String> functions() {
        List<String> names = block.attribute("commands").isPresent() ? commands() : List.of("crunch", "grind");
        for (String name : names) {
            try {
                new CpuWork(name, Duration.ofSeconds(1));
            } catch (BpfException e) {
                throw new IllegalArgumentException("commands: " + e.getMessage(), e);
            }
        }
        return names;
    }

    /** Returns the one command of which the table tells; empty when it tells of all. */
    String only() {
        String only = block.attribute("only").orElse("");
        if (!only.isEmpty() && !functions().contains(only)) {
            throw new IllegalArgumentException("only='" + only + "' is none of the commands");
        }
        return only;
    }

    /** Returns the learner's maps of a profile, of which this is that of the stacks. */
    Profiled profiled(String stacks) {
        return new Profiled(
                stacks,
                variable("of"),
                StackKey.parse(required("key")),
                block.attribute("process").isPresent() ? variable("process") : "");
    }

    /** Returns the table of functions and how many samples are expected in each. */
    List<StateRow> functionRows() {
        List<StateRow> rows = new ArrayList<>();
        for (List<String> row : rows("function", "samples")) {
            StateRow stated = new StateRow(row.get(0), Expectation.parse(row.get(1)));
            Columns.of("u64").parse(stated.value().operand());
            String problem = Names.problem(stated, Happened.NAMES, false);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(problem);
            }
            rows.add(stated);
        }
        return rows;
    }

    int number(String attribute) {
        String written = required(attribute);
        if (!written.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException(attribute + "='" + written + "' is no number from 1 on");
        }
        return Integer.parseInt(written);
    }

    /** Returns what the author says to look at, or else this. */
    String hint(String otherwise) {
        return block.attribute("otherwise").orElse(otherwise);
    }

    Column column(String attribute) {
        return Columns.of(required(attribute));
    }

    HookPattern hook(String attribute) {
        return HookPattern.parse(required(attribute));
    }

    /** Returns the hooks of so many programs in a trial; one alone is that of all. */
    List<Hook> hooks(String attribute, int programs) {
        List<Hook> hooks = Stream.of(required(attribute).split(",", -1))
                .map(hook -> HookPattern.parse(hook).inTrial())
                .toList();
        if (hooks.size() != 1 && hooks.size() != programs) {
            throw new IllegalArgumentException(
                    attribute + ": " + hooks.size() + " hooks for " + programs + " programs; give one for each");
        }
        return hooks.size() == programs ? hooks : Collections.nCopies(programs, hooks.get(0));
    }

    Uses uses() {
        return new Uses(variables("uses"));
    }

    /** Returns how sizes are sorted into buckets, of which the last takes all that is larger; null when it is not said. */
    @Nullable
    Buckets buckets() {
        String written = block.attribute("buckets").orElse("");
        Matcher matcher = BUCKETS.matcher(written);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 2) {
            if (written.isEmpty()) {
                return null;
            }
            throw new IllegalArgumentException(
                    "buckets='" + written + "' is no way to sort; write \"64 of 256\" or \"17 log2\"");
        }
        int others = Integer.parseInt(matcher.group(1)) - 1;
        try {
            return matcher.group(2) == null
                    ? Buckets.log2(others)
                    : Buckets.linear(Long.parseLong(matcher.group(2)), others);
        } catch (BpfException e) {
            throw new IllegalArgumentException("buckets: " + e.getMessage(), e);
        }
    }

    ProgramType programType(String attribute) {
        return oneOf(ProgramType.values(), attribute, required(attribute));
    }

    /** Returns the constant that an attribute names in lower case, or this one when it is not there. */
    <E extends Enum<E>> E oneOf(E[] all, String attribute, E absent) {
        Optional<String> written = block.attribute(attribute);
        return written.isEmpty() ? absent : oneOf(all, attribute, written.get());
    }

    private static <E extends Enum<E>> E oneOf(E[] all, String attribute, String written) {
        return Stream.of(all)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(written))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown " + attribute + " '" + written + "'; known are "
                                + String.join(
                                        ", ",
                                        Stream.of(all)
                                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    /** Returns the table's properties; the columns are {@code property} and {@code expected}. */
    Map<String, Expectation> properties(List<String> known) {
        Map<String, Expectation> properties = new LinkedHashMap<>();
        for (List<String> row : rows("property", "expected")) {
            if (!known.contains(row.get(0))) {
                throw new IllegalArgumentException(
                        "unknown property '" + row.get(0) + "'; known are " + String.join(", ", known));
            }
            properties.put(row.get(0), Expectation.parse(row.get(1)));
        }
        properties.forEach((property, expectation) -> {
            if (!SpecCheck.isText(property)) {
                Columns.of("u64").parse(expectation.operand());
            }
        });
        return properties;
    }

    /**
     * Returns the table of map state; the columns are {@code key} and {@code value}, the second missing for
     * {@code match=absent}.
     *
     * @param names the names that its cells may hold
     * @param trial whether they stand alone, of what a trial makes happen, or behind a variable
     */
    StateTable state(List<String> names, boolean trial) {
        Column key = column("key");
        Column value = column("value");
        StateTable.Match match = oneOf(StateTable.Match.values(), "match", StateTable.Match.CONTAINS);
        boolean absent = match == StateTable.Match.ABSENT;
        List<StateRow> rows = new ArrayList<>();
        for (List<String> row : absent ? rows("key") : rows("key", "value")) {
            rows.add(row(row.get(0), absent ? "" : row.get(1), key, value));
        }
        for (StateRow row : rows) {
            String problem = Names.problem(row, names, trial);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(problem);
            }
        }
        return new StateTable(key, value, match, rows);
    }

    private static StateRow row(String keyCell, String valueCell, Column key, Column value) {
        Expectation expectation = Expectation.parse(valueCell);
        if (!keyCell.contains("{")) {
            key.parse(keyCell);
        }
        if (!valueCell.contains("{") && !valueCell.isEmpty()) {
            value.parse(expectation.operand());
        }
        return new StateRow(keyCell, expectation);
    }

    /** Returns the rows of the table, which must have these columns; they may stand in the header or in the first row. */
    private List<List<String>> rows(String... columns) {
        if (!(block instanceof Block.Table table)) {
            throw new IllegalArgumentException("it must be a table of the columns " + String.join(", ", columns));
        }
        List<String> header = plain(table.header());
        List<List<String>> rows =
                new ArrayList<>(table.rows().stream().map(CheckSource::plain).toList());
        if (header.isEmpty() && !rows.isEmpty()) {
            header = rows.remove(0);
        }
        if (!header.equals(List.of(columns))) {
            throw new IllegalArgumentException("the table's columns are " + String.join(", ", header)
                    + "; they must be " + String.join(", ", columns));
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the table has no rows");
        }
        return rows;
    }

    private static List<String> plain(List<Text> cells) {
        return cells.stream().map(cell -> cell.plain().strip()).toList();
    }
}
