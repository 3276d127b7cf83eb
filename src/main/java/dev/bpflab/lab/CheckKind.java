package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.Hook;
import dev.bpflab.chapter.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The kinds of checks that a lab's document can state, each named by the attribute that only it has. A check is a block with
 * the role {@code check}: a table where there is something to tabulate, otherwise a paragraph that says what is expected.
 * {@code otherwise="…"} on any of them is what a learner is told to look at when it fails. {@code labs/README.md} shows each.
 */
@SuppressWarnings("ImmutableEnumChecker") // the makers are stateless lambdas
enum CheckKind {
    /** {@code map=VARIABLE,key=CODEC,value=CODEC,match=exact|contains|absent,buckets=…,by=program|anyone}, a table of key and value. */
    MAP(
            Set.of("key", "value", "match", "buckets", "by"),
            source -> new MapStateCheck(
                    source.variable("map"),
                    source.buckets(),
                    source.oneOf(MapStateCheck.By.values(), "by", MapStateCheck.By.PROGRAM),
                    source.state(Happened.NAMES, false),
                    source.hint(text("checkKind.lookAtTheMapDump")))),

    /** {@code blueprint=VARIABLE}, a table of property and expected. */
    BLUEPRINT(Set.of(), source -> spec(source, "blueprint", false)),

    /** {@code created=VARIABLE}, a table of property and expected. */
    CREATED(Set.of(), source -> spec(source, "created", true)),

    /** {@code program=VARIABLE,uses=MAP}: an assembled program that names the map. */
    PROGRAM(
            Set.of("uses"),
            source -> new ProgramCheck(
                    source.variable("program"), source.uses(), source.hint(text("checkKind.programNamesAMapBy")))),

    /** {@code behaviour="VARIABLE, VARIABLE",on="HOOK, HOOK",uses="MAP, MAP",events=…,key=…,value=…}: see {@link EventKind}. */
    BEHAVIOUR(
            Set.of("on", "uses", "events", "commands", "buckets", "only", "key", "value", "match"),
            CheckKind::behaviour),

    /** {@code loaded=PROGRAM_TYPE,uses=MAP}: a program of this type that names the map is loaded. */
    LOADED(
            Set.of("uses"),
            source -> new LoadedCheck(
                    source.programType("loaded"), source.uses(), source.hint(text("checkKind.loadProgramTypeLoadsA")))),

    /** {@code attached="HOOK",uses=MAP}: a program that names the map is attached to the hook. */
    ATTACHED(
            Set.of("uses"),
            source -> new AttachedCheck(
                    source.hook("attached"), source.uses(), source.hint(text("checkKind.attachLoadedHookAttachesA")))),

    /** {@code closed="VARIABLE, VARIABLE"}: these are closed, and nothing else is open. */
    CLOSED(
            Set.of(),
            source -> new ClosedCheck(
                    source.variables("closed"), source.hint(text("checkKind.linksProgramsAndMapsList")))),

    /** {@code variable=VARIABLE,as=CODEC,is="EXPECTED"} or {@code …,of=MAP,key=CODEC,at="KEY"}: a variable holds a value. */
    VARIABLE(
            Set.of("as", "is", "of", "key", "at", "buckets"),
            source -> new ValueCheck(
                    source.variable("variable"),
                    source.column("as"),
                    origin(source),
                    source.hint(text("checkKind.typeTheVariableSName")))),

    /** {@code ran=VARIABLE,as=NAME}: a process that the stage ran. */
    RAN(
            Set.of("as"),
            source -> new RanCheck(
                    source.variable("ran"),
                    source.block().attribute("as").orElse(""),
                    source.hint(text("checkKind.keepWhatTheFunctionReturns")))),

    /** {@code symbols=VARIABLE}: a map in which the kernel's functions are found by their addresses. */
    SYMBOLS(
            Set.of(),
            source -> new SymbolsCheck(
                    source.variable("symbols"), source.hint(text("checkKind.kallsymsGivesTheKernelS")))),

    /** {@code frames=VARIABLE,of=STACKS}: the frames of a stack. */
    FRAMES(
            Set.of("of"),
            source -> new FramesCheck(
                    source.variable("frames"),
                    source.variable("of"),
                    source.hint(text("checkKind.framesStacksIdGivesThe")))),

    /** {@code stacks=STACKS,of=COUNTS,key=CODEC,process=VARIABLE}, a table of function and samples. */
    STACKS(
            Set.of("of", "key", "process"),
            source -> new StacksCheck(
                    source.profiled(source.variable("stacks")),
                    source.functionRows(),
                    source.hint(text("checkKind.profileCountsKeyFramesShows")))),

    /** {@code folded=VARIABLE,of=COUNTS,in=STACKS,key=CODEC,process=VARIABLE}: the folded text of a profile. */
    FOLDED(
            Set.of("of", "in", "key", "process"),
            source -> new FoldedCheck(
                    source.variable("folded"),
                    source.profiled(source.variable("in")),
                    source.hint(text("checkKind.lineHasTheFunctionsThe")))),

    /** {@code shares=VARIABLE,of=COUNTS,in=STACKS,key=CODEC,process=VARIABLE}: the percentages of a profile's functions. */
    SHARES(
            Set.of("of", "in", "key", "process"),
            source -> new SharesCheck(
                    source.variable("shares"),
                    source.profiled(source.variable("in")),
                    source.hint(text("checkKind.ofAllSamplesHowMany")))),

    /** {@code top=VARIABLE,of=MAP,count=N,key=CODEC,value=CODEC}: a list of the map's highest entries. */
    TOP(
            Set.of("of", "count", "key", "value"),
            source -> entries(source, "top", source.number("count"), "top(map, count) lists a map's highest values.")),

    /** {@code entries=VARIABLE,of=MAP,key=CODEC,value=CODEC}: all entries of the map, in any order. */
    ENTRIES(
            Set.of("of", "key", "value"),
            source -> entries(source, "entries", 0, text("checkKind.mapgetallMapReadsAllEntries"))),

    /** {@code json=VARIABLE,of=MAP,key=CODEC,value=CODEC}: a text with the map's entries in JSON. */
    JSON(
            Set.of("of", "key", "value"),
            source -> new JsonCheck(
                    source.variable("json"),
                    source.variable("of"),
                    source.column("key"),
                    source.column("value"),
                    source.hint(text("checkKind.objectByTheKeysWill")))),

    /** {@code sent=VARIABLE}, a table of property and expected: packets that the stage sent. */
    SENT(
            Set.of(),
            source -> new SentCheck(
                    source.variable("sent"),
                    source.properties(SentCheck.PROPERTIES),
                    source.hint(text("checkKind.keepWhatSendpacketsReturnsVar"))));

    private final Set<String> attributes;
    private final Function<CheckSource, Check> maker;

    CheckKind(Set<String> attributes, Function<CheckSource, Check> maker) {
        this.attributes = attributes;
        this.maker = maker;
    }

    /** Returns the attribute that names the kind. */
    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the check that a block states.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Check read(Block block) {
        return read(block, Set.of());
    }

    /** Returns the check that a block states, which may have these attributes too. */
    static Check read(Block block, Set<String> alsoTaken) {
        List<CheckKind> kinds = Stream.of(values())
                .filter(kind -> block.attribute(kind.attribute()).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(
                    kinds.isEmpty()
                            ? "unknown check kind " + block.attributes().keySet() + "; known are " + known()
                            : "a check is of one kind, not of " + kinds.size() + ": " + names(kinds));
        }
        CheckKind kind = kinds.get(0);
        Set<String> strange = new TreeSet<>(block.attributes().keySet());
        strange.removeAll(kind.attributes);
        strange.removeAll(alsoTaken);
        strange.removeAll(Set.of(kind.attribute(), "otherwise"));
        if (!strange.isEmpty()) {
            List<String> taken = new ArrayList<>(new TreeSet<>(kind.attributes));
            taken.add("otherwise");
            throw new IllegalArgumentException("a check of kind '" + kind.attribute() + "' does not take "
                    + String.join(", ", strange) + "; it takes " + String.join(", ", taken));
        }
        return kind.maker.apply(new CheckSource(block));
    }

    private static String known() {
        return names(List.of(values()));
    }

    private static String names(List<CheckKind> kinds) {
        return String.join(", ", kinds.stream().map(CheckKind::attribute).toList());
    }

    private static Check spec(CheckSource source, String attribute, boolean live) {
        return new SpecCheck(
                source.variable(attribute),
                live,
                source.properties(SpecCheck.PROPERTIES),
                source.hint(text("checkKind.lookAtTheSizesIn")));
    }

    private static Check behaviour(CheckSource source) {
        String hint = source.hint(text("checkKind.followTheProgramForOne"));
        Uses uses = source.uses();
        List<String> programs = source.variables("behaviour");
        TrialEvents events = EventKind.read(source);
        List<Hook> hooks = source.hooks("on", programs.size());
        for (Hook hook : hooks) {
            if (!events.comeBy(hook)) {
                throw new IllegalArgumentException(
                        "on: no such events come by '" + hook.describe() + "'; look at 'events'");
            }
        }
        Trial trial = new Trial(uses.first(), hooks, events, source.state(events.names(), true), hint);
        return new BehaviourCheck(programs, uses, trial, hint);
    }

    private static Check entries(CheckSource source, String attribute, int count, String hint) {
        return new EntriesCheck(
                source.variable(attribute),
                source.variable("of"),
                count,
                source.column("key"),
                source.column("value"),
                source.hint(hint));
    }

    private static ValueOrigin origin(CheckSource source) {
        if (source.block().attribute("at").isPresent()) {
            Column key = source.column("key");
            String at = source.required("at");
            key.parse(at);
            return new ValueOrigin.OfMap(source.variable("of"), key, at, source.column("as"));
        }
        Expectation expectation = Expectation.parse(source.required("is"));
        boolean named = Names.isIn(expectation.operand());
        if (named) {
            String problem = Names.problem(new StateRow("", expectation), Happened.NAMES, false);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(problem);
            }
        } else {
            source.column("as").parse(expectation.operand());
        }
        boolean ofMap = source.block().attribute("of").isPresent();
        return new ValueOrigin.Written(expectation, ofMap ? source.variable("of") : "", source.buckets());
    }
}
