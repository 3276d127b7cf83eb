package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.session.Outcome.Kind;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of our own that would go on for hours are left when a learner says so, and not left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("jdk")
class RunawayCallsTest {
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
    private final Workspace workspace = Sim.workspace(1, ExecRecording.SILENT);
    private final Session session = new Session(() -> workspace, SnippetIo.to(out), Duration.ofMinutes(2));

    @BeforeAll
    void aProgramARingBufferAndABigMap() {
        assertThat(session.run("""
                        var plain = load(assemble(mov(R0, 0), exitInsn()), XDP);
                        var ring = createMap(RINGBUF, 0, 0, 4096);
                        var big = createMap(MapSpec.hash("big", U32, U64).maxEntries(100_000));
                        var all = new HashMap<ByteBuffer, ByteBuffer>();
                        for (int i = 0; i < 100_000; i++) all.put(u32(i), u64(7));
                        mapUpdateBatch(big, all);
                        """, each -> {})).allMatch(Outcome::ok);
    }

    @AfterAll
    void end() {
        session.close();
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testRun(plain, TestRun.of(new byte[64]).times(2_000_000_000));",
                "while (true) testRun(plain, new byte[64]);",
                "race(7, plain, 2, 1_000_000_000);",
                "race(7, onCpu(0, plain, 1_000), userspace(() -> { while (true) {} }));",
                "stress(plain, 2, 1_000_000_000);",
                "poll(ring, Duration.ofHours(1), record -> {});",
                "while (true) try { poll(ring, Duration.ofHours(1), record -> {}); } catch (Exception e) {}",
                "while (true) mapGetAll(big);",
                "while (true) mapUpdateBatch(big, all);",
                "while (true) mapLookupBatch(big, all.keySet());",
                "while (true) for (var chunk : mapLookupBatch(big)) {}",
                "while (true) top(big, 10);",
                "runProcesses(\"true\", 1_000_000_000);",
                "runExecChain(\"true\", 1_000_000_000);",
                "sendPackets(packets(64).times(1_000_000_000));",
                "while (true) load(assemble(mov(R0, 0), exitInsn()), XDP).close();",
            })
    void aCallThatIsInterruptedEndsAndTheSessionGoesOn(String call) throws Exception {
        running.drainPermits();
        CompletableFuture<List<Outcome>> evaluation =
                CompletableFuture.supplyAsync(() -> session.run("{ System.out.print(1); " + call + " }", each -> {}));
        assertThat(running.tryAcquire(2, TimeUnit.MINUTES)).isTrue();

        session.interrupt();

        assertThat(evaluation.get(2, TimeUnit.MINUTES))
                .extracting(Outcome::kind, Outcome::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.STOPPED, "interrupted"));
        assertThat(session.run("testRun(plain, new byte[64])", each -> {})).allMatch(Outcome::ok);
    }
}
