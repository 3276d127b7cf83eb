package dev.bpflab.sim;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperProbeReadKernel;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Struct;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about tracepoints of the simulated kernel; what programs see there is the same on both hosts. */
class SimTracepointsTest {
    private static final Hook.Tracepoint SWITCH = new Hook.Tracepoint("sched", "sched_switch");
    private static final Program NOTHING = assemble(mov(R0, 0), exitInsn());

    private final Workspace workspace = Sim.workspace(3, SimStageContractTest.OTHERS);

    @AfterEach
    void close() {
        workspace.close();
    }

    private void attach(Program program, Hook hook) {
        workspace.attach(workspace.load(program, hook.programType()), hook);
    }

    @Test
    void namesTheTracepointsThatAreNearest() {
        assertThatThrownBy(() -> attach(NOTHING, Bpf.tracepoint("sched", "sched_swich")))
                .hasMessage("attach to tracepoint sched/sched_swich: ENOENT (the simulated kernel has no tracepoint "
                        + "sched/sched_swich; the nearest are sched/sched_switch, sched/sched_process_exec, "
                        + "sched/sched_process_exit; others need --host kernel)");
        assertThatThrownBy(() -> attach(NOTHING, Bpf.rawTracepoint("sys_exti")))
                .hasMessageStartingWith("attach to raw tracepoint sys_exti: ENOENT (the simulated kernel has no raw "
                        + "tracepoint sys_exti; the nearest are sys_exit, sys_enter, ")
                .hasMessageEndingWith("; others need --host kernel)");
        assertThatThrownBy(() -> workspace.fields(Bpf.tracepoint("raw_syscalls", "sys_entry")))
                .hasMessageStartingWith("read the fields of tracepoint raw_syscalls/sys_entry: ENOENT (the simulated "
                        + "kernel has no tracepoint raw_syscalls/sys_entry; the nearest are raw_syscalls/sys_enter, ");
    }

    @Test
    void whatASystemCallIsGivenIsNotSimulated() {
        Hook enter = Bpf.tracepoint("raw_syscalls", "sys_enter");
        attach(assemble(workspace.fields(enter), loadField(R0, R1, "id"), mov(R0, 0), exitInsn()), enter);
        Program reading = assemble(loadMem(DW, R0, R1, 16), mov(R0, 0), exitInsn());
        assertThatThrownBy(() -> attach(reading, enter))
                .isInstanceOf(NotSimulated.class)
                .hasMessageContaining("what a system call is given, which the program reads, is not simulated");
        Program behind = assemble(loadMem(DW, R0, R1, 64), mov(R0, 0), exitInsn());
        assertThatThrownBy(() -> attach(behind, enter)).hasMessageContaining("EACCES");
    }

    /** Reads what the argument at an offset points to. */
    private static Program following(int offset) {
        return assemble(
                loadMem(DW, R3, R1, offset),
                mov(R1, R10),
                add(R1, -8),
                helperProbeReadKernel(R1, 8, R3),
                mov(R0, 0),
                exitInsn());
    }

    @ParameterizedTest
    @CsvSource({
        "sched_process_fork, 0",
        "sched_process_fork, 8",
        "sched_process_exec, 0",
        "sched_process_exec, 16",
        "sched_process_exit, 0",
        "sched_switch, 8",
        "sched_switch, 16",
        "rss_stat, 0",
        "sys_enter, 0",
        "sys_exit, 0"
    })
    void whatAPointerPointsToIsNotSimulated(String name, int offset) {
        attach(following(offset), Bpf.rawTracepoint(name));
        assertThatThrownBy(() -> workspace.runProcesses("true", 1))
                .isInstanceOf(NotSimulated.class)
                .hasMessageContaining("run the program at ")
                .hasMessageContaining("what lies at the kernel's address 0xffff")
                .hasMessageContaining(" is not simulated");
    }

    /** A switch, with the places of both tasks. */
    public record Switch(int from, long state, int to) {}

    private List<Switch> switchesOf(Workspace each) {
        Struct<Switch> layout = Codecs.struct(
                Switch.class,
                Codecs.field("from", Codecs.I32),
                Codecs.field("state", Codecs.U64),
                Codecs.field("to", Codecs.I32));
        BpfMap<?, Switch> events = each.create(MapSpec.ringbuf("events", layout).maxEntries(1 << 16));
        Program telling = assemble(
                each.fields(SWITCH),
                mov(R6, R1),
                storeMem(DW, R10, -24, 0),
                storeMem(DW, R10, -8, 0),
                loadField(R1, R6, "prev_pid"),
                storeMem(W, R10, -24, R1),
                loadField(R1, R6, "prev_state"),
                storeMem(DW, R10, -16, R1),
                loadField(R1, R6, "next_pid"),
                storeMem(W, R10, -8, R1),
                mov(R2, R10),
                add(R2, -24),
                ldMapFd(R1, events),
                helperRingbufOutput(R1, R2, 24, 0),
                mov(R0, 0),
                exitInsn());
        each.attach(each.load(telling, SWITCH.programType()), SWITCH);
        each.runProcesses("true", 2);
        each.runExecChain("ls", 3);
        List<Switch> seen = new ArrayList<>();
        events.poll(Duration.ofSeconds(1), seen::add);
        return seen;
    }

    @Test
    void theSameSeedGivesTheSameSwitches() {
        List<Switch> switches = switchesOf(workspace);
        assertThat(switches).hasSizeGreaterThanOrEqualTo(3 * 8);
        try (Workspace same = Sim.workspace(3, SimStageContractTest.OTHERS);
                Workspace other = Sim.workspace(4, SimStageContractTest.OTHERS)) {
            assertThat(switchesOf(same)).isEqualTo(switches);
            assertThat(switchesOf(other)).isNotEqualTo(switches);
        }
    }

    @Test
    void aCpuAloneGoesFromTaskToTask() {
        SimKernel kernel = new SimKernel(1, 1);
        try (Workspace one = new Workspace(
                new SimHost(kernel), new SimStage(kernel, Recordings.NONE.with(SimStageContractTest.OTHERS), 1))) {
            List<Switch> switches = switchesOf(one);
            int running = 0;
            for (Switch each : switches) {
                assertThat(each.from()).isEqualTo(running);
                running = each.to();
            }
            assertThat(running).isZero();
        }
    }

    @Test
    void aProcessThatBreaksOffLeavesItsCpu() {
        for (String name : List.of("sched_process_fork", "sched_process_exec", "sched_process_exit")) {
            Hook hook = Bpf.rawTracepoint(name);
            var link = workspace.attach(workspace.load(following(0), hook.programType()), hook);
            assertThatThrownBy(() -> workspace.runProcesses("true", 1)).isInstanceOf(NotSimulated.class);
            link.close();
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> workspace.runProcesses("true", 1)).hasMessageContaining("EINTR");
        assertThat(Thread.interrupted()).isTrue();
        List<Switch> switches = switchesOf(workspace);
        List<Integer> came = switches.stream().map(Switch::to).toList();
        assertThat(came).containsAll(switches.stream().map(Switch::from).toList());
    }

    @Test
    void laysTextsOutBehindTheFields() {
        byte[] bytes = new EventRecord(TracepointEvent.PROCESS_FORK.fields())
                .put("parent_comm", "sh")
                .put("parent_pid", 7)
                .put("child_comm", "bash")
                .put("child_pid", 8)
                .bytes();
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        assertThat(record.getInt(8)).isEqualTo(3 << 16 | 24);
        assertThat(record.getInt(16)).isEqualTo(5 << 16 | 27);
        assertThat(record.getInt(20)).isEqualTo(8);
        assertThat(new String(bytes, 24, 8, StandardCharsets.US_ASCII)).isEqualTo("sh\0bash\0");
        assertThat((bytes.length + 4) % 8).isZero();
    }

    @Test
    void recordsOfEveryEventHaveTheFieldsOfItsFormat() {
        for (TracepointEvent event : TracepointEvent.values()) {
            assertThat(workspace.fields(event.hook())).isEqualTo(event.fields());
            assertThat(event.format()).startsWith("name: " + event.hook().name());
        }
    }
}
