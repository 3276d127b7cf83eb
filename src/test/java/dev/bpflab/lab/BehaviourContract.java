package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The trial of lab 2.1's program, wherever programs are tried out. */
abstract class BehaviourContract {
    private static final MapSpec<Long, Long> SPEC =
            MapSpec.hash("counts", Codecs.U32, Codecs.U64).maxEntries(10_000);

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);
    private final BpfMap<Long, Long> counts = workspace.create(SPEC);
    private final Check check = LabCatalog.bundled()
            .lab("2.1")
            .step("assemble")
            .orElseThrow()
            .checks()
            .get(1);

    /** Opens a workspace whose events follow from the seed. */
    abstract Workspace open(long seed);

    @AfterEach
    void close() {
        workspace.close();
    }

    private CheckResult judge(Program program) {
        session.set("counts", counts);
        session.set("counter", program);
        return check.judge(new Scene(session, Trials.of(this::open, 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void aProgramThatCountsPassesHoweverItIsWritten(String how, Function<MapRef, Program> program) {
        assertThat(judge(program.apply(counts))).isEqualTo(CheckResult.passed());
        assertThat(counts.stream()).as("the learner's own map is left alone").isEmpty();
    }

    static Stream<Arguments> right() {
        return Stream.of(
                row("other registers", CounterPrograms::otherRegisters),
                row("insert zero, then add", CounterPrograms::insertZeroThenAdd),
                row("read, add, update", CounterPrograms::readAddUpdate));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aProgramThatDoesNotCountFailsWithExpectedAndFound(
            String how, Function<MapRef, Program> program, String expected, String found) {
        CheckResult result = judge(program.apply(counts));

        assertThat(result).isInstanceOf(Failed.class);
        Failed failed = (Failed) result;
        assertThat(failed.expected()).matches("(?s)" + expected);
        assertThat(failed.found()).matches("(?s)" + found);
        assertThat(failed.hint()).isNotBlank();
    }

    static Stream<Arguments> wrong() {
        String trial = "in a trial of \\d+ processes with \\d+ execs, counts: ";
        return Stream.of(
                wrong("does nothing", CounterPrograms::doesNothing, trial + "\\d+ -> \\d.*", "counts: no entry for.*"),
                wrong("does not add", CounterPrograms::doesNotAdd, trial + "\\d+ -> [2-9].*", "counts: \\d+ -> 1\\b.*"),
                wrong("always stores 4", map -> CounterPrograms.alwaysStores(map, 4), trial + ".*", ".* -> 4\\b.*"),
                wrong("adds two", CounterPrograms::addsTwo, trial + ".*", "counts: \\d+ -> \\d+.*"),
                wrong("one key for all", CounterPrograms::constantKey, trial + ".*", "counts: no entry for.*"),
                wrong(
                        "no NULL check",
                        CounterPrograms::noNullCheck,
                        "a program that can be loaded and attached to tracepoint sched/sched_process_exec",
                        "load program: EACCES \\(R0 invalid mem access 'map_value_or_null'.*"));
    }

    @Test
    void aProgramOfAnotherMapOfTheSameSizesIsTriedWithThatMap() {
        BpfMap<Long, Long> other = workspace.create(SPEC.named("other"));
        assertThat(judge(CounterPrograms.otherRegisters(other)).isPassed()).isTrue();
    }

    @Test
    void aRefusalIsExplainedWithTheCodeThatMendsIt() {
        assertThat(judge(CounterPrograms.noNullCheck(counts)))
                .extracting(result -> ((Failed) result).hint())
                .asString()
                .startsWith("R0 holds the address of a value in a map, or 0 when the map has no such key.")
                .contains("Here: before #", "jeq(R0, 0, \"");
    }

    @Test
    void aMapOfOtherSizesIsSaidSo() {
        BpfMap<Long, Long> narrow =
                workspace.create(MapSpec.hash("narrow", Codecs.U32, Codecs.U32).maxEntries(10));
        assertThat(judge(CounterPrograms.doesNothing(narrow)))
                .extracting(result -> ((Failed) result).found())
                .isEqualTo("counts with keys of 4 and values of 4 bytes");
    }

    @Test
    void aProgramIsTriedUnderSeveralSeedsAndOnlyOnceWhileItStaysTheSame() {
        List<Long> seeds = new ArrayList<>();
        Trials trials = new Trials(
                seed -> {
                    seeds.add(seed);
                    return open(seed);
                },
                () -> 40,
                3);
        session.set("counts", counts);
        session.set("counter", CounterPrograms.otherRegisters(counts));
        Scene scene = new Scene(session, trials);

        assertThat(check.judge(scene).isPassed()).isTrue();
        assertThat(check.judge(scene).isPassed()).isTrue();
        assertThat(seeds).containsExactly(40L, 41L, 42L);

        session.set("counter", CounterPrograms.doesNothing(counts));
        assertThat(check.judge(scene).isPassed()).isFalse();
        assertThat(seeds).containsExactly(40L, 41L, 42L, 40L);
    }

    private static Arguments row(String how, Function<MapRef, Program> program) {
        return Arguments.of(how, program);
    }

    private static Arguments wrong(String how, Function<MapRef, Program> program, String expected, String found) {
        return Arguments.of(how, program, expected, found);
    }
}
