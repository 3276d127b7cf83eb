package dev.bpflab.lab.author;

import dev.bpflab.lab.author.Snippets.Assembly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mistakes that can be made in a source, each as one {@link Change}: a statement or an instruction is missing, a number is
 * one too high or too low, a comparison, a size, a flag, an operation, a hook, a type or a map is another one, an addition is not
 * atomic.
 */
final class Mutations {
    /** What can stand in place of a word, of words that mean something to bpflab or of operators. */
    private static final Map<String, List<String>> INSTEAD = instead();

    private static final Pattern ATOMIC_ADD =
            Pattern.compile("atomicAdd\\((\\w+),\\s*(R\\d),\\s*([^,]+),\\s*(R\\d)\\)");
    private static final Pattern SHOWS = Pattern.compile("(?s)^(System\\.out\\b|for\\s*\\(.*System\\.out\\b).*");
    /** Makes something happen, and declares nothing that others could miss. */
    private static final Pattern HAPPENS = Pattern.compile(
            "(?s)(?:\\w+\\s*=\\s*)?(?:sendPackets|sendTraffic|runProcesses|runExecChain|burnCpu|sleepIn)\\(.*");

    private static final Pattern NAMED_MAP = Pattern.compile("\\b(?:ldMapFd\\(R\\d,\\s*|counter\\(|count\\()(\\w+)\\b");

    private final String source;
    private final Snippets snippets;
    private final List<Change> changes = new ArrayList<>();

    private Mutations(String source) {
        this.source = source;
        this.snippets = new Snippets(source);
    }

    /** Returns every change that can be made to a source. */
    static List<Change> of(String source) {
        Mutations mutations = new Mutations(source);
        mutations.missing();
        mutations.words();
        mutations.atomics();
        mutations.maps();
        return mutations.changes;
    }

    private static Map<String, List<String>> instead() {
        Map<String, List<String>> instead = new LinkedHashMap<>();
        for (String width : List.of("", "32")) {
            for (String sign : List.of("j", "js")) {
                pair(instead, sign + "gt" + width, sign + "le" + width);
                pair(instead, sign + "ge" + width, sign + "lt" + width);
            }
            pair(instead, "jeq" + width, "jne" + width);
            pair(instead, "add" + width, "sub" + width);
            pair(instead, "rsh" + width, "lsh" + width);
        }
        pair(instead, "be16", "le16");
        pair(instead, "be32", "le32");
        instead.put("B", List.of("H"));
        instead.put("H", List.of("B", "W"));
        instead.put("W", List.of("H", "DW"));
        instead.put("DW", List.of("W"));
        instead.put("NOEXIST", List.of("ANY", "EXIST"));
        instead.put("ANY", List.of("NOEXIST", "EXIST"));
        instead.put("XDP_PASS", List.of("XDP_DROP"));
        instead.put("XDP_DROP", List.of("XDP_PASS"));
        instead.put("helperRingbufSubmit", List.of("helperRingbufDiscard"));
        pair(instead, "U32", "U64");
        // Not one with a value for each CPU in place of a plain one: that counts as well.
        instead.put("hash", List.of("lruHash"));
        instead.put("lruHash", List.of("hash"));
        instead.put("percpuHash", List.of("hash"));
        instead.put("percpuArray", List.of("array"));
        instead.put("TRACEPOINT", List.of("PERF_EVENT"));
        pair(instead, "==", "!=");
        pair(instead, ">=", "<");
        instead.put("<=", List.of("<"));
        pair(instead, "\"data\"", "\"data_end\"");
        pair(instead, "\"prev_pid\"", "\"next_pid\"");
        pair(instead, "\"veth0\"", "\"veth1\"");
        instead.put("\"sched_process_exec\"", List.of("\"sched_process_fork\""));
        instead.put("\"sched_switch\"", List.of("\"sched_process_exec\""));
        return instead;
    }

    private static void pair(Map<String, List<String>> instead, String one, String other) {
        instead.put(one, List.of(other));
        instead.put(other, List.of(one));
    }

    /** What only shows something is not what a check could be about. */
    private boolean onlyShows(int position) {
        return snippets.statements().stream()
                .filter(statement -> statement.contains(position))
                .anyMatch(statement -> SHOWS.matcher(statement.of(source)).matches());
    }

    private Optional<Assembly> assembly(int position) {
        return snippets.assemblies().stream()
                .filter(assembly -> assembly.where().contains(position))
                .findFirst();
    }

    private void add(Span where, String with, String what) {
        add(where, with, what, false);
    }

    private void add(Span where, String with, String what, boolean isAmount) {
        if (!onlyShows(where.start())) {
            changes.add(new Change(where, with, what, isAmount));
        }
    }

    private void missing() {
        for (Assembly assembly : snippets.assemblies()) {
            List<Span> items = assembly.items();
            for (int i = 0; i < items.size(); i++) {
                String item = items.get(i).of(source);
                if (!item.startsWith("fields(") && !item.startsWith("label(")) {
                    boolean last = i + 1 == items.size();
                    int start = last && i > 0
                            ? items.get(i - 1).end()
                            : items.get(i).start();
                    int end = last ? items.get(i).end() : items.get(i + 1).start();
                    String kept = last ? "" : comments(new Span(items.get(i).end(), end));
                    add(new Span(start, end), kept, shortened(item) + " is missing");
                }
            }
        }
        for (Span statement : snippets.statements()) {
            String code = statement.of(source);
            if (code.length() > 1) {
                add(
                        statement,
                        "",
                        shortened(code) + " is missing",
                        HAPPENS.matcher(code).matches());
            }
        }
    }

    /** Returns what stands between two items without their comma, so that lines keep their numbers. */
    private String comments(Span between) {
        return between.of(source).replaceFirst(",", "");
    }

    private void words() {
        List<Token> tokens = snippets.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Span where = new Span(token.start(), token.end());
            for (String other : INSTEAD.getOrDefault(token.text(), List.of())) {
                boolean amount = !token.isWord()
                        && !token.text().startsWith("\"")
                        && assembly(token.start()).isEmpty();
                add(where, other, token.text() + " becomes " + other, amount);
            }
            if (token.isWholeNumber() && !isTime(tokens, i)) {
                number(token, i > 0 && tokens.get(i - 1).is("-") && !isOperand(tokens, i - 2));
            }
        }
    }

    /** How long something takes is nothing that could be right or wrong. */
    private static boolean isTime(List<Token> tokens, int at) {
        return at > 3 && tokens.get(at - 4).is("Duration");
    }

    private static boolean isOperand(List<Token> tokens, int at) {
        return at >= 0
                && (tokens.get(at).isWord()
                        || tokens.get(at).isWholeNumber()
                        || tokens.get(at).closes());
    }

    private void number(Token token, boolean negative) {
        String digits = token.text().replaceAll("[_lL]", "");
        long value =
                Long.decode(digits.startsWith("0x") || digits.length() == 1 ? digits : digits.replaceFirst("^0+", ""));
        String suffix = token.text().matches(".*[lL]") ? "L" : "";
        boolean amount = assembly(token.start()).isEmpty();
        String sign = negative ? "-" : "";
        for (long other : value == 0 ? new long[] {1} : new long[] {value + 1, value - 1}) {
            add(
                    new Span(token.start(), token.end()),
                    other + suffix,
                    sign + token.text() + " becomes " + sign + other,
                    amount);
        }
    }

    private void atomics() {
        Matcher atomic = ATOMIC_ADD.matcher(source);
        while (atomic.find()) {
            String size = atomic.group(1);
            String at = atomic.group(2) + ", " + atomic.group(3);
            add(
                    new Span(atomic.start(), atomic.end()),
                    "loadMem(" + size + ", R5, " + at + "), add(R5, " + atomic.group(4) + "), storeMem(" + size + ", "
                            + at + ", R5)",
                    atomic.group() + " becomes load, add and store");
        }
    }

    /** Another map of the same source in place of one. */
    private void maps() {
        for (Assembly assembly : snippets.assemblies()) {
            String text = assembly.where().of(source);
            Set<String> names = new LinkedHashSet<>();
            NAMED_MAP.matcher(text).results().forEach(named -> names.add(named.group(1)));
            NAMED_MAP.matcher(text).results().forEach(named -> {
                int at = assembly.where().start() + named.start(1);
                names.stream()
                        .filter(other -> !other.equals(named.group(1)))
                        .forEach(other -> add(
                                new Span(at, at + named.group(1).length()),
                                other,
                                "the map " + named.group(1) + " becomes " + other));
            });
        }
    }

    private static String shortened(String code) {
        String line = code.strip().replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 59) + "\u2026" : line;
    }
}
