package dev.bpflab.grade.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.FunctionShare;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Traffic;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.session.Session;
import dev.bpflab.sim.Sim;
import dev.bpflab.workbench.BundledRecordings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the grader sees of a session whose snippets run behind the pipe. One session serves all tests: names differ. */
@Tag("jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentSessionTest {
    private final Workspace workspace = Sim.workspace(3, BundledRecordings.read());
    private final ThreadAgent agent = new ThreadAgent();
    private final Workspace ownWorkspace = Sim.workspace(3, BundledRecordings.read());
    private final Session here =
            Session.open(ownWorkspace, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    private AgentSession session;

    @BeforeAll
    void open() throws URISyntaxException {
        Path ours = Path.of(
                Bpf.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        session = new AgentSession(agent, workspace, List.of(ours), Duration.ofMinutes(5), Duration.ofMinutes(1));
    }

    @AfterEach
    void closeAll() {
        typed("links().forEach(Link::close); programs().forEach(BpfProgram::close); maps().forEach(BpfMap::close);");
    }

    @AfterAll
    void close() {
        session.close();
        agent.close();
        workspace.close();
        here.close();
        ownWorkspace.close();
    }

    private void typed(String source) {
        assertThat(session.evaluate(source, () -> {}))
                .allSatisfy(each -> assertThat(each.ok()).as(each.text()).isTrue());
    }

    private Object held(String name) {
        return session.variable(name).orElseThrow();
    }

    @SuppressWarnings("ReferenceEquality") // that it is the grader's own object, and none that is like it, is the point
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    @Test
    void aMapIsTheGradersOwn() {
        typed("var counts = createMap(MapSpec.hash(\"counts\", U32, U64).maxEntries(8)); counts.put(7L, 4L);");

        BpfMap<?, ?> map = workspace.maps().get(0);
        assertThat(held("counts")).isSameAs(map);
        assertThat(map.name()).isEqualTo("counts");
        assertThat(map.size()).isEqualTo(1);
        typed("counts.close();");
        assertThat(held("counts")).isSameAs(map);
        assertThat(map.isClosed()).isTrue();
    }

    @Test
    void programsNameTheGradersMapsAndStayTheSameObjects() {
        typed("var seen = createMap(HASH, 4, 8, 16);"
                + "Program counter = assemble(ldMapFd(R1, seen), mov(R0, 0), exitInsn());"
                + "var loaded = load(counter, TRACEPOINT);"
                + "var link = attach(loaded, tracepoint(\"sched\", \"sched_process_exec\"));");

        Object map = held("seen");
        Program program = (Program) held("counter");
        assertThat(program.maps()).singleElement().isSameAs(map);
        assertThat(program.lines().get(0).call()).isEqualTo("ldMapFd(R1, seen)".replace("seen", "map"));
        typed("1 + 1");
        assertThat(held("counter")).isSameAs(program);
        BpfProgram loaded = (BpfProgram) held("loaded");
        assertThat(workspace.programs()).containsExactly(loaded);
        assertThat(loaded.spec().program().maps()).singleElement().isSameAs(map);
        assertThat(held("link")).isSameAs(workspace.links().get(0));
        assertThat(((Link) held("link")).program()).isSameAs(loaded);
    }

    @Test
    void onlyWhatTheStageGaveCounts() {
        typed("var ran = runProcesses(\"true\", 2); var first = ran.get(0);"
                + "var forged = new StartedProcess(first.pid(), first.comm(), first.execs());"
                + "var sent = sendPackets(packets(64).times(3)); var unsent = packets(64).times(3);"
                + "var traffic = sendTraffic(20);");

        StartedProcess first = (StartedProcess) held("first");
        assertThat(workspace.started()).anyMatch(started -> isSame(started, first));
        assertThat((List<?>) held("ran"))
                .hasSize(2)
                .allMatch(each -> workspace.started().stream().anyMatch(started -> isSame(started, each)));
        assertThat(workspace.started()).noneMatch(started -> isSame(started, held("forged")));
        assertThat(workspace.sent()).anyMatch(sent -> isSame(sent, held("sent")));
        assertThat(workspace.sent()).noneMatch(sent -> isSame(sent, held("unsent")));
        assertThat(((Traffic) held("traffic")).packets())
                .allMatch(each -> workspace.sent().stream().anyMatch(sent -> isSame(sent, each)));
        assertThat(((Traffic) held("traffic"))
                        .packets().stream().mapToLong(Packets::count).sum())
                .isEqualTo(20);
    }

    @Test
    void plainValuesAreWhatTheyAre() {
        typed(
                "long found = -4; int small = 5; short tiny = 6; double half = 0.5; boolean yes = true; String word = \"ä\";"
                        + "var bytes = u32(7); var none = Optional.empty(); var some = Optional.of(8L); Object nothing = null;"
                        + "var builder = new StringBuilder(\"b\"); var spec = MapSpec.array(\"a\", U64).maxEntries(3);"
                        + "var shares = List.of(new FunctionShare(\"hot\", 3, 4, 5));");

        assertThat(held("found")).isEqualTo(-4L);
        assertThat(held("small")).isEqualTo(5);
        assertThat(held("tiny")).isEqualTo((short) 6);
        assertThat(held("half")).isEqualTo(0.5);
        assertThat(held("yes")).isEqualTo(true);
        assertThat(held("word")).isEqualTo("ä");
        assertThat(((ByteBuffer) held("bytes")).remaining()).isEqualTo(4);
        assertThat(held("none")).isEqualTo(Optional.empty());
        assertThat(held("some")).isEqualTo(Optional.of(8L));
        assertThat(session.variable("nothing")).isEmpty();
        assertThat(session.variable("neverDeclared")).isEmpty();
        assertThat(held("builder")).isInstanceOf(CharSequence.class).isNotInstanceOf(String.class);
        assertThat(((MapSpec<?, ?>) held("spec")).maxEntries()).isEqualTo(3);
        assertThat(held("shares")).isEqualTo(List.of(new FunctionShare("hot", 3, 4, 5)));
    }

    @Test
    void entriesHaveTheBytesOfTheirMap() {
        typed("record Pair(int a, int b) {}"
                + "var pairs = createMap(MapSpec.hash(\"pairs\", struct(Pair.class), U64).maxEntries(8));"
                + "pairs.put(new Pair(1, 2), 3L); var highest = top(pairs, 5); var all = mapGetAll(pairs);");

        BpfMap<?, ?> map = (BpfMap<?, ?>) held("pairs");
        Entry<?, ?> entry = (Entry<?, ?>) ((List<?>) held("highest")).get(0);
        assertThat(encoded(map.spec().key(), entry.key()))
                .isEqualTo(ByteBuffer.allocate(8)
                        .order(java.nio.ByteOrder.nativeOrder())
                        .putInt(1)
                        .putInt(2)
                        .array());
        assertThat(((Map<?, ?>) held("all")).values()).singleElement().hasToString("3");
        assertThat(entry.key()).hasToString("Pair[a=1, b=2]");
    }

    @SuppressWarnings("unchecked") // the codec takes whatever it is given, and says so
    private static byte[] encoded(dev.bpflab.bpf.Codec<?> codec, Object value) {
        ByteBuffer to = ByteBuffer.allocate(codec.size());
        ((dev.bpflab.bpf.Codec<Object>) codec).encode(value, to);
        return to.array();
    }

    @Test
    void whatIsInOrderCanBeLookedUp() {
        typed("var symbols = new TreeMap<Long, String>(Long::compareUnsigned);"
                + "symbols.put(16L, \"low\"); symbols.put(-4096L, \"high\");");

        @SuppressWarnings("unchecked") // as the check of symbols does
        NavigableMap<Object, ?> symbols = (NavigableMap<Object, ?>) held("symbols");
        assertThat(symbols.floorEntry(17L).getValue()).hasToString("low");
        assertThat(symbols.floorEntry(-1L).getValue()).hasToString("high");
    }

    @Test
    void nothingOfTheSubmissionsRunsHere() {
        typed(
                "class Bomb { public String toString() { throw new Error(\"boom\"); } public int hashCode() { return 1 / 0; } }"
                        + "var bomb = new Bomb(); var bombs = List.of(bomb);"
                        + "Iterable<Long> endless = () -> LongStream.iterate(0, i -> i + 1).iterator();"
                        + "var list = new ArrayList<Object>(); list.add(list);");

        assertThat(session.variable("bomb")).isEmpty();
        assertThat(session.variable("bombs")).isEmpty();
        assertThat(held("endless")).asString().contains("too large");
        assertThat(held("list")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createMap(HASH, 0, 8, 10)",
                "Long gone = createMap(MapSpec.hash(\"gone\", U32, U64).maxEntries(8)).get(5L); long value = gone;",
                "load(assemble(loadMem(DW, R0, R1, 4000), exitInsn()), XDP)",
                "assemble(jmp(\"nowhere\"), exitInsn())",
                "int zero = 0; int quotient = 1 / zero;",
                "int deep(int n) { return deep(n + 1) + 1; } deep(0);",
                "void early() { later(); } early();",
                "throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));",
                "int wrong = \"text\";",
                "this is no Java",
                "attach(load(assemble(mov(R0, 0), exitInsn()), XDP), xdp(\"eth9\"))",
                "runProcesses(\"no-such-program\", 1)"
            })
    void mistakesAreToldInTheSameWordsAsHere(String source) {
        Evaluated expected = last(here.evaluate(source, () -> {}));

        Evaluated found = last(session.evaluate(source, () -> {}));

        assertThat(found.ok()).isFalse();
        assertThat(found.text()).isEqualTo(expected.text());
    }

    private static Evaluated last(List<Evaluated> evaluated) {
        return evaluated.get(evaluated.size() - 1);
    }

    @Test
    void aCheckThatTakesTooLongIsInterruptedAndOnlyIt() {
        Ending over = Ending.limit("60 s of wall time");
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        try (ThreadAgent other = new ThreadAgent();
                Workspace fresh = Sim.workspace(4, BundledRecordings.read());
                AgentSession brief =
                        new AgentSession(other, fresh, List.of(), Duration.ofMinutes(5), Duration.ofMinutes(1))) {
            Runnable check = () -> {
                new Thread(() -> brief.ring(over)).start();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                wasInterrupted.set(true);
            };
            assertThatThrownBy(() -> brief.evaluate("int one = 1;", check))
                    .isInstanceOfSatisfying(
                            SessionEndedException.class,
                            ended -> assertThat(ended.ending()).isEqualTo(over));
        }
        assertThat(wasInterrupted).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
