package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.session.Outcome.Kind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a snippet does, the prompt comes back and the session goes on. */
@Tag("jdk")
class RunawayTest {
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final Workspace workspace = NoHost.workspace();
    private final CountDownLatch running = new CountDownLatch(1);
    private final PrintStream out = new PrintStream(
            new OutputStream() {
                @Override
                public void write(int b) {
                    running.countDown();
                }
            },
            true,
            UTF_8);

    @AfterEach
    void end() {
        workspace.close();
    }

    /** Runs a snippet that says when it runs, interrupts it then, and returns how it ended. */
    private Outcome interrupted(Session session, String source) throws Exception {
        CompletableFuture<List<Outcome>> evaluation =
                CompletableFuture.supplyAsync(() -> session.run(source, each -> {}));
        assertThat(running.await(2, TimeUnit.MINUTES)).isTrue();
        session.interrupt();
        List<Outcome> outcomes = evaluation.get(2, TimeUnit.MINUTES);
        return outcomes.get(outcomes.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ System.out.print(1); while (true) {} }",
                "{ System.out.print(1); int i = 0; do { i++; } while (i != -1 || i == -1); }",
                "{ System.out.print(1); for (;;) { try { for (;;) {} } catch (Throwable t) {} } }",
                "{ System.out.print(1); while (true) try { while (true) {} } finally { continue; } }",
                "void r() { try { r(); } finally { r(); } } { System.out.print(1); r(); }",
                "void s() { System.out.print(1); while (true) { switch (1) { case 1: continue; default: break; } } } s()",
                "{ System.out.print(1); Stream.iterate(1, i -> i).forEach(i -> {}); }",
                "{ System.out.print(1); IntStream.range(0, 999).parallel().forEach(i -> { while (true) {} }); }",
                "{ System.out.print(1); Thread.sleep(1_000_000); }",
                "{ System.out.print(1); while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }",
                "{ System.out.print(1); new CountDownLatch(1).await(); }",
                "{ var t = new Thread(() -> { System.out.print(1); for (;;) {} }); t.start(); t.join(); }",
                "class T { public String toString() { System.out.print(1); while (true) {} } } new T()",
                "class C { static int x = 1; static { System.out.print(1); while (x > 0) {} } } C.x",
                "var big = Stream.generate(() -> { System.out.print(1); return 1; }).toList();",
            })
    void aSnippetThatIsInterruptedEndsAndTheSessionGoesOn(String source) throws Exception {
        try (Session session = new Session(workspace, SnippetIo.to(out), ENOUGH)) {
            Outcome outcome = interrupted(session, source);

            assertThat(outcome.kind()).as(outcome.text()).isEqualTo(Kind.STOPPED);
            assertThat(outcome.text()).isEqualTo("interrupted");
            assertThat(session.run("1 + 1", each -> {}).get(0).text()).endsWith(" ==> 2");
            assertThat(session.run("for (int i = 0; i < 10; i++) {}", each -> {})
                            .get(0)
                            .kind())
                    .isEqualTo(Kind.DONE);
        }
    }

    @Test
    void whatDoesNotStopIsLeftBehindWithAWarning() throws Exception {
        try (Session session = new Session(workspace, SnippetIo.to(out), Duration.ofMillis(20))) {
            session.run("var lock = new java.util.concurrent.locks.ReentrantLock();", each -> {});
            session.run("var holder = new Thread(lock::lock); holder.start(); holder.join();", each -> {});

            Outcome outcome = interrupted(session, "{ System.out.print(1); lock.lock(); }");

            assertThat(outcome.kind()).isEqualTo(Kind.STOPPED);
            assertThat(outcome.text()).contains("left behind");
            assertThat(session.run("host()", each -> {}).get(0).text()).endsWith(" ==> \"none\"");
        }
    }

    @Test
    void theSnippetsAfterAnInterruptedOneDoNotRun() throws Exception {
        try (Session session = new Session(workspace, SnippetIo.to(out), ENOUGH)) {
            interrupted(session, "{ System.out.print(1); while (true) {} } int after = 1;");

            assertThat(session.variable("after")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3)",
                "Runtime.getRuntime().exit(3)",
                "Runtime.getRuntime().halt(3)",
                "IntStream.of(3).forEach(System::exit)",
                "IntStream.of(3).forEach(Runtime.getRuntime()::halt)",
                "try { System.exit(3); } catch (Exception e) {}",
            })
    void theProcessDoesNotEnd(String source) {
        try (Session session = Session.open(workspace, out)) {
            Outcome outcome = session.run(source, each -> {}).get(0);

            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.text()).endsWith("(3) does not end the workbench; /exit does");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void deep() { deep(); } deep()",
                "List<long[]> all = new ArrayList<>(); while (true) all.add(new long[Integer.MAX_VALUE - 8]);",
            })
    void exhaustionIsOneFailureAndTheSessionGoesOn(String source) {
        try (Session session = Session.open(workspace, out)) {
            List<Outcome> outcomes = session.run(source, each -> {});

            assertThat(outcomes.get(outcomes.size() - 1).text()).containsPattern("^(StackOverflow|OutOfMemory)Error: ");
            assertThat(session.run("1 + 1", each -> {}).get(0).ok()).isTrue();
        }
    }

    @Test
    void anExpressionTooDeepForTheCompilerIsRefused() {
        try (Session session = Session.open(workspace, out)) {
            Outcome outcome = session.run("1" + "+1".repeat(50_000), each -> {}).get(0);

            assertThat(outcome.ok()).isFalse();
            assertThat(session.run("1 + 1", each -> {}).get(0).ok()).isTrue();
        }
    }
}
