package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.ContextFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@link RealPrograms}, attached and running while a stage makes things happen: the same results on both hosts. */
public abstract class RealProgramsContract {
    private static final int EXECVE = 59;
    private static final int EXIT_GROUP = 231;

    private Workspace workspace;

    /** Opens a host with its stage. */
    protected abstract Workspace open();

    @BeforeEach
    void openWorkspace() {
        workspace = open();
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    private NetInterface veth0() {
        return workspace.stage().interfaces().stream()
                .filter(each -> each.name().equals("veth0"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHistogramOfPacketSizes() {
        BpfMap<Long, Long> histogram =
                workspace.create(MapSpec.array("sizes", U64).maxEntries(8));
        workspace.attach(workspace.load(RealPrograms.packetSizes(histogram), ProgramType.XDP), Bpf.xdp("veth0"));
        workspace.stage().sendPackets(Packets.of(60, 255, 256, 1500).times(25));
        workspace.stage().sendPackets(Packets.of(1792, 9000, 16384).carrying(Protocol.TCP));
        assertThat(Bpf.mapGetAll(histogram))
                .isEqualTo(Map.of(0L, 50L, 1L, 25L, 2L, 0L, 3L, 0L, 4L, 0L, 5L, 25L, 6L, 0L, 7L, 3L));
        // The kernel has counted them too.
        assertThat(histogram.stream().mapToLong(Entry::value).sum()).isEqualTo(veth0().rxPackets());
    }

    private BpfMap<Long, Long> counts(String name) {
        return workspace.create(MapSpec.hash(name, U32, U64).maxEntries(10_000));
    }

    @Test
    void aCounterOfSystemCallsOfEachProcess() {
        BpfMap<Long, Long> all = counts("all");
        BpfMap<Long, Long> execs = counts("execs");
        BpfMap<Long, Long> exits = counts("exits");
        Hook sysEnter = Bpf.rawTracepoint("sys_enter");
        workspace.attach(workspace.load(RealPrograms.syscalls(all), ProgramType.RAW_TRACEPOINT), sysEnter);
        workspace.attach(workspace.load(RealPrograms.syscall(execs, EXECVE), ProgramType.RAW_TRACEPOINT), sysEnter);
        workspace.attach(workspace.load(RealPrograms.syscall(exits, EXIT_GROUP), ProgramType.RAW_TRACEPOINT), sysEnter);
        List<StartedProcess> same = workspace.runProcesses("true", 3);
        StartedProcess chain = workspace.runExecChain("true", 4);
        for (StartedProcess process : workspace.started()) {
            assertThat(execs.get(process.pid())).as("%s", process).isEqualTo(process.execs());
            assertThat(exits.get(process.pid())).as("%s", process).isOne();
        }
        // The same program makes the same calls, and a chain makes those of a shell in addition, for each link the
        // same.
        assertThat(same.stream().map(process -> all.get(process.pid())).collect(Collectors.toSet()))
                .hasSize(1);
        long one = all.find(same.get(0).pid()).orElseThrow();
        long two = all.find(workspace.runExecChain("true", 2).pid()).orElseThrow();
        assertThat(one).isGreaterThan(20);
        assertThat(all.get(chain.pid())).isEqualTo(one + 3 * (two - one));
    }

    /** What the exec tracer writes. */
    public record Execution(long pid, long uid, String path) {}

    @Test
    void aTracerOfExecutions() {
        Struct<Execution> layout = Codecs.struct(
                Execution.class,
                Codecs.field("pid", U32),
                Codecs.field("uid", U32),
                Codecs.field("path", Codecs.text(56)));
        BpfMap<?, Execution> ringbuf =
                workspace.create(MapSpec.ringbuf("execs", layout).maxEntries(1 << 16));
        Hook exec = Bpf.tracepoint("sched", "sched_process_exec");
        ContextFields fields = workspace.fields(exec);
        workspace.attach(workspace.load(RealPrograms.execTracer(ringbuf, fields), ProgramType.TRACEPOINT), exec);
        StartedProcess one = workspace.runProcesses("ls", 1).get(0);
        StartedProcess chain = workspace.runExecChain("true", 3);
        List<Execution> seen = new ArrayList<>();
        ringbuf.poll(Duration.ofSeconds(5), seen::add);
        assertThat(seen.stream().filter(each -> each.pid() == one.pid()).map(Execution::path))
                .singleElement()
                .asString()
                .endsWith("/ls");
        assertThat(seen.stream()
                        .filter(each -> each.pid() == chain.pid())
                        .map(each -> each.path().replaceFirst(".*/", "")))
                .containsExactly("sh", "sh", "true");
        assertThat(seen.stream()
                        .filter(each -> each.pid() == chain.pid())
                        .map(Execution::uid)
                        .distinct())
                .hasSize(1);
    }
}
