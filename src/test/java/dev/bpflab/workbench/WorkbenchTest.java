package dev.bpflab.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.StepState;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Outcome.Kind;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session from Java does what the prompt does, and ends with its workbench. */
@Tag("jdk")
class WorkbenchTest {
    private static final String HITS = "var hits = createMap(MapSpec.hash(\"hits\", U32, U64).maxEntries(8));";

    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    private static Workbench bench;

    @BeforeAll
    static void open() {
        bench = Workbench.open(
                Options.of(Host.SIM).seed(7).out(new PrintStream(PRINTED, true, StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void valuesAreLiveAndWhatSnippetsPrintGoesWhereItIsToldTo() {
        assertThat(bench.host()).isEqualTo("host sim: the simulated kernel, as asked");
        List<Outcome> outcomes =
                bench.evaluate(HITS + " hits.put(6L, 3L); hits.get(6L)\nint none() { return 0; }\nhits");
        assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.DONE);
        Object map = outcomes.get(0).value();
        assertThat(map)
                .isInstanceOf(BpfMap.class)
                .isSameAs(bench.variable("hits").orElseThrow());
        assertThat(outcomes).extracting(Outcome::value).containsExactly(map, null, 3L, null, map);
        assertThat(outcomes.get(2).text()).endsWith("==> 3");
        assertThat(bench.maps()).contains((BpfMap<?, ?>) map);
        bench.evaluate("System.out.print(\"out \"); System.err.print(\"err\")");
        assertThat(PRINTED.toString(StandardCharsets.UTF_8)).endsWith("out err");
        assertThat(bench.variable("nobody")).isEmpty();
    }

    @Test
    void declarationsOfSeveralVariablesGiveTheLast() {
        assertThat(bench.evaluate("int one = 1, two = 2;"))
                .extracting(Outcome::value)
                .containsExactly(2);
    }

    @Test
    void aVariableThatWaitedForAMethodIsNotTheValueOfTheMethod() {
        bench.evaluate("int waited = soon();");
        assertThat(bench.evaluate("int soon() { return 5; }").get(0).value()).isNull();
    }

    @Test
    void whatIsWrongIsAnOutcomeWithItsLineAndEndsTheEvaluation() {
        List<Outcome> refused = bench.evaluate("long a = 1;\nlong b =\n  a + nothing;\nlong c = 3;");
        assertThat(refused).extracting(Outcome::kind).containsExactly(Kind.DONE, Kind.REJECTED);
        assertThat(refused.get(1).line()).isEqualTo(3);
        assertThat(refused.get(1).text()).contains("nothing");
        Outcome thrown = bench.evaluate("createMap(MapSpec.hash(\"none\", U32, U64).maxEntries(0))")
                .get(0);
        assertThat(thrown.kind()).isEqualTo(Kind.FAILED);
        assertThat(thrown.text()).contains("create map 'none': EINVAL");
        assertThat(thrown.value()).isNull();
    }

    @Test
    void programsAndLinksAreThoseThatSnippetsMade() {
        bench.evaluate("var idle = load(assemble(mov(R0, 0), exitInsn()), TRACEPOINT);"
                + " var link = attach(idle, tracepoint(\"sched\", \"sched_process_exec\"));");
        assertThat(bench.programs()).hasSize(1).contains((BpfProgram)
                bench.variable("idle").orElseThrow());
        assertThat(bench.links()).hasSize(1);
        bench.evaluate("link.close(); idle.close()");
        assertThat(bench.programs()).isEmpty();
        assertThat(bench.links()).isEmpty();
    }

    @Test
    void aLabIsWalkedAsAtThePrompt() {
        OpenLab lab = bench.lab("2.1");
        assertThat(lab.step()).contains(lab.steps().get(0));
        bench.evaluate("var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(9)");
        assertThat(lab.check().orElseThrow().failures())
                .extracting(CheckResult.Failed::found)
                .isNotEmpty();
        assertThat(lab.state(lab.steps().get(0))).isEqualTo(StepState.OPEN);
        bench.evaluate("spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000)");
        assertThat(lab.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        assertThat(lab.check().orElseThrow().isPassed()).isTrue();
        assertThat(lab.points()).isEqualTo(1);
        assertThat(lab.isComplete()).isFalse();
        assertThat(lab.next()).contains(lab.steps().get(1));
        assertThat(lab.check().orElseThrow().isPassed()).isFalse();
        assertThatThrownBy(() -> bench.lab("9.9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("2.1");
    }

    @Test
    void anotherThreadInterruptsAnEndlessSnippetAndTheSessionGoesOn() throws Exception {
        try (Endless endless = new Endless()) {
            endless.bench.interrupt();
            assertThat(endless.outcomes()).extracting(Outcome::kind).containsExactly(Kind.STOPPED);
            assertThat(endless.bench.variable("after")).isEmpty();
            assertThat(endless.bench.evaluate("6 * 7").get(0).value()).isEqualTo(42);
        }
    }

    @Test
    void closingStopsWhatIsEvaluated() throws Exception {
        try (Endless endless = new Endless()) {
            endless.bench.close();
            assertThat(endless.outcomes()).extracting(Outcome::kind).containsExactly(Kind.STOPPED);
        }
    }

    /** A workbench of its own on which another thread evaluates what does not end. */
    private static final class Endless implements AutoCloseable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final Workbench bench =
                Workbench.open(Options.of(Host.SIM).out(new PrintStream(heard(), true, StandardCharsets.UTF_8)));
        private final CompletableFuture<List<Outcome>> evaluation = CompletableFuture.supplyAsync(
                () -> bench.evaluate("{ System.out.println(\"begun\"); while (true) { } }\nint after = 1;"));

        Endless() throws InterruptedException {
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }

        private OutputStream heard() {
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    begun.countDown();
                }
            };
        }

        List<Outcome> outcomes() throws Exception {
            return evaluation.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            bench.close();
        }
    }

    @Test
    void twoDoNotMixAndClosingOneClosesAllOfItAlone() {
        Workbench other = Workbench.open(Host.SIM);
        bench.evaluate("var mine = createMap(MapSpec.array(\"mine\", U64).maxEntries(1))");
        Outcome made = other.evaluate(HITS).get(0);
        BpfMap<?, ?> theirs = (BpfMap<?, ?>) Objects.requireNonNull(made.value());
        BpfMap<?, ?> mine = (BpfMap<?, ?>) bench.variable("mine").orElseThrow();
        assertThat(other.maps()).containsExactly(theirs);
        assertThat(other.variable("mine")).isEmpty();
        assertThat(bench.maps()).contains(mine).doesNotContain(theirs);
        OpenLab lab = other.lab("2.1");

        other.close();
        other.close();

        assertThat(theirs.isClosed()).isTrue();
        assertThat(mine.isClosed()).isFalse();
        assertThat(bench.evaluate("mine.put(0L, 5L); mine.get(0L)").get(1).value())
                .isEqualTo(5L);
        assertThatThrownBy(() -> other.evaluate("1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("use the workbench: it is closed (open another)");
        assertThatThrownBy(other::maps).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(lab::check).isInstanceOf(IllegalStateException.class);
        other.interrupt();
    }

    @Test
    void whatJavaItselfMakesIsThereForSnippets() {
        Workspace workspace = bench.workspace();
        try (BpfMap<Long, Long> shared =
                workspace.create(MapSpec.array("shared", Codecs.U64).maxEntries(1))) {
            shared.put(0L, 9L);
            assertThat(bench.evaluate(
                                    "dev.bpflab.bpf.Workspace.current().maps().get(dev.bpflab.bpf.Workspace.current().maps().size() - 1)")
                            .get(0)
                            .value())
                    .isSameAs(shared);
        }
    }
}
