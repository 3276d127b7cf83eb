package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetPrandomU32;
import static dev.bpflab.asm.Asm.helperKtimeGetNs;
import static dev.bpflab.asm.Asm.loadMemSx;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.StageContract;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.NotSimulated;
import dev.bpflab.sim.Sim;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each intended difference between the two kernels that the page lists is still one. */
class IntendedDifferencesIT {
    private static final ExecRecording OTHERS = ExecRecording.parse("""
            {"ns":0,"cpu":1,"pid":7,"old_pid":7,"comm":"git","filename":"/usr/bin/git"}
            """);

    private Workspace live;
    private Workspace sim;

    @BeforeEach
    void openBoth() {
        LiveKernel.assume();
        live = new Workspace(new KernelHost(), new LiveStage());
        sim = simulated(1);
    }

    @AfterEach
    void closeBoth() {
        if (live != null) {
            live.close();
            sim.close();
        }
    }

    @AfterAll
    static void unmount() {
        MountedBpfFs.unmount();
    }

    private static Workspace simulated(long seed) {
        return new Workspace(new SimHost(new SimKernel(seed)), new LiveStage());
    }

    @Test
    void everySectionOfThePageHasItsTest() {
        List<String> tests = Arrays.stream(IntendedDifferencesIT.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .filter(name -> !name.equals("everySectionOfThePageHasItsTest"))
                .toList();
        assertThat(PageLibrary.bundled().page("differences").sections())
                .extracting(Block.Section::id)
                .containsExactlyInAnyOrderElementsOf(tests);
    }

    @Test
    void kernels() {
        Program signed = assemble(storeMem(B, R10, -1, 255), loadMemSx(B, R0, R10, -1), exitInsn());
        sim.load(signed, ProgramType.TRACEPOINT).close();
        if (live.host().hasVersion4()) {
            live.load(signed, ProgramType.TRACEPOINT).close();
        } else {
            assertThatThrownBy(() -> live.load(signed, ProgramType.TRACEPOINT))
                    .hasMessageContaining("write it with older ones");
        }
    }

    @Test
    void order() {
        List<Long> onLinux = keysOf(live);
        List<Long> simulated = keysOf(sim);
        assertThat(onLinux).containsExactlyInAnyOrderElementsOf(simulated).isNotEqualTo(simulated);
        assertThat(keysOf(sim)).isEqualTo(simulated);
    }

    private static List<Long> keysOf(Workspace workspace) {
        try (BpfMap<Long, Long> map =
                workspace.create(MapSpec.hash("order", U32, U64).maxEntries(256))) {
            LongStream.range(0, 256).forEach(key -> map.put(key, key));
            return map.stream().map(Entry::key).toList();
        }
    }

    @Test
    void lru() {
        assertThat(leftOfThousand(live)).isLessThan(1000);
        assertThat(leftOfThousand(sim)).isEqualTo(1000);
    }

    private static int leftOfThousand(Workspace workspace) {
        try (BpfMap<Long, Long> map =
                workspace.create(MapSpec.lruHash("lru", U32, U64).maxEntries(1000))) {
            LongStream.range(0, 1000).forEach(key -> map.put(key, key));
            return map.size();
        }
    }

    @Test
    void time() {
        try (Workspace same = simulated(1)) {
            assertThat(nanosWithin(sim)).isEqualTo(nanosWithin(same)).isPositive();
            List<Integer> onLinux = IntStream.range(0, 20)
                    .mapToObj(i -> nanosWithin(live))
                    .distinct()
                    .toList();
            assertThat(onLinux).hasSizeGreaterThan(1);
        }
    }

    /** Returns how much later it is after fifty looks at the clock. */
    private static int nanosWithin(Workspace workspace) {
        Item[] looks = IntStream.range(0, 50).mapToObj(i -> helperKtimeGetNs()).toArray(Item[]::new);
        return returned(workspace, helperKtimeGetNs(), mov(R6, R0), seq(looks), sub(R0, R6), exitInsn());
    }

    @Test
    void random() {
        try (Workspace same = simulated(1);
                Workspace other = simulated(2)) {
            List<Integer> numbers = numbers(sim);
            assertThat(numbers(same)).isEqualTo(numbers);
            assertThat(numbers(other)).isNotEqualTo(numbers);
            assertThat(numbers(live)).isNotEqualTo(numbers(live));
        }
    }

    private static List<Integer> numbers(Workspace workspace) {
        return IntStream.range(0, 4)
                .mapToObj(i -> returned(workspace, helperGetPrandomU32(), exitInsn()))
                .toList();
    }

    private static int returned(Workspace workspace, Item... items) {
        try (var program = workspace.load(assemble(items), ProgramType.SOCKET_FILTER)) {
            return workspace.testRun(program, new byte[14]).returnValue();
        }
    }

    @Test
    void cpus() {
        assertThat(sim.host().possibleCpus()).isEqualTo(4);
        BpfMap<Long, ?> each = live.create(MapSpec.percpuArray("each", U64).maxEntries(1));
        assertThat(each.valueBytes()).isEqualTo(8 * live.host().possibleCpus());
    }

    @Test
    void ids() {
        try (Workspace anotherSim = simulated(1);
                Workspace anotherLive = new Workspace(new KernelHost(), new LiveStage())) {
            assertThat(idOfAMap(anotherSim)).isEqualTo(idOfAMap(sim)).isEqualTo(1);
            assertThat(idOfAMap(anotherLive)).isNotEqualTo(idOfAMap(live));
        }
    }

    private static int idOfAMap(Workspace workspace) {
        return workspace.create(MapSpec.array("id", U64).maxEntries(1)).id();
    }

    @Test
    void pins() {
        String path = "/sys/fs/bpf/difference";
        String livePath = MountedBpfFs.path() + "/difference";
        try (Workspace anotherSim = simulated(1);
                Workspace anotherLive = new Workspace(new KernelHost(), new LiveStage())) {
            sim.create(MapSpec.array("pin", U64).maxEntries(1)).pin(path);
            assertThat(sim.hostMaps().pinned(path).spec().type()).isEqualTo(MapType.ARRAY);
            assertThatThrownBy(() -> anotherSim.hostMaps().pinned(path)).hasMessageContaining("ENOENT");
            live.create(MapSpec.array("pin", U64).maxEntries(1)).pin(livePath);
            live.closeAll();
            assertThat(anotherLive.hostMaps().pinned(livePath).spec().type()).isEqualTo(MapType.ARRAY);
        }
    }

    @Test
    void others() {
        try (LiveStage another = new LiveStage();
                Workspace played = Sim.workspace(1, OTHERS)) {
            BpfMap<Long, Long> exitsOnLinux = countedAt(live, "sched_process_exit");
            long other = another.runProcesses("true", 1).get(0).pid();
            assertThat(exitsOnLinux.get(other)).isOne();

            BpfMap<Long, Long> execs = countedAt(played, "sched_process_exec");
            BpfMap<Long, Long> exits = countedAt(played, "sched_process_exit");
            List<Long> ours = played.runProcesses("true", 5).stream()
                    .map(StartedProcess::pid)
                    .toList();
            assertThat(execs.stream().map(Entry::key)).containsAll(ours).hasSizeGreaterThan(ours.size());
            assertThat(exits.stream().map(Entry::key)).containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    private static BpfMap<Long, Long> countedAt(Workspace workspace, String event) {
        BpfMap<Long, Long> counts =
                workspace.create(MapSpec.hash("counts", U32, U64).maxEntries(10_000));
        workspace.attach(
                workspace.load(StageContract.counting(counts), ProgramType.TRACEPOINT),
                new Hook.Tracepoint("sched", event));
        return counts;
    }

    @Test
    void limits() {
        MapSpec<?, ?> programs = MapSpec.of(MapType.PROG_ARRAY, 4, 4, 1);
        assertThat(live.create(programs).id()).isPositive();
        assertThatThrownBy(() -> sim.create(programs))
                .isInstanceOf(NotSimulated.class)
                .hasMessageContaining("map type prog_array is not simulated; use --host kernel");
    }
}
