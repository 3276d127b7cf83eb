package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.session.Outcome.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a snippet does, the prompt comes back and the session goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("jdk")
class RunawayTest {
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final Workspace workspace = NoHost.workspace();
    private final Semaphore running = new Semaphore(0);
    private final PrintStream out = new PrintStream(
            new OutputStream() {
                @Override
                public void write(int b) {
                    running.release();
                }
            },
            true,
            UTF_8);
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final PipedInputStream silent = new PipedInputStream();
    private final SnippetIo io = new SnippetIo(silent, out, out);
    private final Session session = new Session(() -> workspace, io, ENOUGH);

    @BeforeAll
    void someoneCouldType() throws IOException {
        silent.connect(keyboard);
    }

    @AfterAll
    void end() {
        session.close();
        workspace.close();
    }

    /** Runs a snippet that says when it runs, interrupts it then, and returns how it ended. */
    private Outcome interrupted(Session session, String source) throws Exception {
        running.drainPermits();
        CompletableFuture<List<Outcome>> evaluation =
                CompletableFuture.supplyAsync(() -> session.run(source, each -> {}));
        assertThat(running.tryAcquire(2, TimeUnit.MINUTES)).isTrue();
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
                "{ System.out.print(1); System.in.read(); }",
                "{ System.out.print(1); new Scanner(System.in).nextLine(); }",
                "{ System.out.print(1); new ArrayList<>(Collections.nCopies(99, 1)).sort((a, b) -> { while (true) {} }); }",
                "{ System.out.print(1); LongStream.range(0, Long.MAX_VALUE).parallel().filter(n -> n < 0).count(); }",
                "{ new Thread(() -> { while (true) System.out.println(1); }).start(); Thread.sleep(1_000_000); }",
                "{ System.out.print(1); new ProcessBuilder(\"sleep\", \"60\").start().waitFor(); }",
                "{ while (true) System.out.println(1); }",
            })
    void aSnippetThatIsInterruptedEndsAndTheSessionGoesOn(String source) throws Exception {
        Outcome outcome = interrupted(session, source);

        assertThat(outcome.kind()).as(outcome.text()).isEqualTo(Kind.STOPPED);
        assertThat(outcome.text()).isEqualTo("interrupted");
        assertThat(session.run("1 + 1", each -> {}).get(0).text()).endsWith(" ==> 2");
        assertThat(session.run("for (int i = 0; i < 10; i++) {}", each -> {})
                        .get(0)
                        .kind())
                .isEqualTo(Kind.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ System.out.print(1); lock.lock(); }",
                "{ System.out.print(1); BigInteger.TEN.pow(120_000_000); }",
                "{ System.out.print(1); Pattern.compile(\"(a|aa)+b\\\\1\").matcher(\"a\".repeat(40)).matches(); }",
                """
                class Dead {
                    static void lock(Object one, Object other, CountDownLatch both, String said) {
                        synchronized (one) {
                            both.countDown();
                            while (both.getCount() > 0) Thread.onSpinWait();
                            System.out.print(said);
                            synchronized (other) {}
                        }
                    }
                }
                {
                    var left = new Object();
                    var right = new Object();
                    var both = new CountDownLatch(2);
                    new Thread(() -> Dead.lock(left, right, both, "")).start();
                    Dead.lock(right, left, both, "1");
                }
                """
            })
    void whatDoesNotStopIsLeftBehindWithAWarning(String source) throws Exception {
        try (Session session = new Session(() -> workspace, io, Duration.ofMillis(20))) {
            session.run("var lock = new java.util.concurrent.locks.ReentrantLock();", each -> {});
            session.run("var holder = new Thread(lock::lock); holder.start(); holder.join();", each -> {});

            Outcome outcome = interrupted(session, source);

            assertThat(outcome.kind()).isEqualTo(Kind.STOPPED);
            assertThat(outcome.text()).contains("left behind");
            assertThat(session.run("host()", each -> {}).get(0).text()).endsWith(" ==> \"none\"");
        }
    }

    @Test
    void whoWaitsForJShellToStartIsGivenBackAndTheSnippetDoesNotRun() throws Exception {
        try (Session session = new Session(() -> workspace, io, ENOUGH)) {
            session.warmUp();
            CompletableFuture<List<Outcome>> evaluation = CompletableFuture.supplyAsync(() -> {
                Thread.currentThread().interrupt();
                return session.run("int early = 1", each -> {});
            });

            assertThat(evaluation.get(2, TimeUnit.MINUTES))
                    .extracting(Outcome::kind)
                    .containsExactly(Kind.STOPPED);
            assertThat(session.variable("early")).isEmpty();
            assertThat(session.run("1 + 1", each -> {}).get(0).text()).endsWith(" ==> 2");
        }
    }

    @Test
    void theSnippetsAfterAnInterruptedOneDoNotRun() throws Exception {
        interrupted(session, "{ System.out.print(1); while (true) {} } int after = 1;");

        assertThat(session.variable("after")).isEmpty();
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
                "System.class.getMethod(\"exit\", int.class).invoke(null, 3)",
                "Runtime.class.getDeclaredMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 3)",
                "import java.lang.invoke.*; MethodHandles.lookup()"
                        + ".findStatic(System.class, \"exit\", MethodType.methodType(void.class, int.class)).invoke(3)",
                "import java.lang.invoke.*; MethodHandles.publicLookup()"
                        + ".findVirtual(Runtime.class, \"halt\", MethodType.methodType(void.class, int.class))"
                        + ".invoke(Runtime.getRuntime(), 3)",
            })
    void theProcessDoesNotEnd(String source) {
        List<Outcome> outcomes = session.run(source, each -> {});
        Outcome outcome = outcomes.get(outcomes.size() - 1);

        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.text()).contains("(3) does not end the workbench; /exit does");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void deep() { deep(); } deep()",
                "List<long[]> all = new ArrayList<>(); while (true) all.add(new long[Integer.MAX_VALUE - 8]);",
            })
    void exhaustionIsOneFailureAndTheSessionGoesOn(String source) {
        List<Outcome> outcomes = session.run(source, each -> {});

        assertThat(outcomes.get(outcomes.size() - 1).text()).containsPattern("^(StackOverflow|OutOfMemory)Error: ");
        assertThat(session.run("1 + 1", each -> {}).get(0).ok()).isTrue();
    }

    @Test
    void anExpressionTooDeepForTheCompilerIsRefused() {
        Outcome outcome = session.run("1" + "+1".repeat(50_000), each -> {}).get(0);

        assertThat(outcome.ok()).isFalse();
        assertThat(session.run("1 + 1", each -> {}).get(0).ok()).isTrue();
    }
}
