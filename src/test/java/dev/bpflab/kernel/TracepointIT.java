package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs at a real tracepoint see the processes that a live stage runs, each execution once. */
class TracepointIT {
    private static final Hook EXEC = new Hook.Tracepoint("sched", "sched_process_exec");

    private Workspace workspace;
    private BpfMap<Long, Long> counts;

    @BeforeEach
    void open() {
        LiveKernel.assume();
        workspace = new Workspace(new KernelHost(), new LiveStage());
        counts =
                workspace.create(MapSpec.hash(LiveKernel.uniqueName(), U32, U64).maxEntries(10_000));
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
    }

    /** Adds one to the count of the process that executes. */
    private static Program counting(BpfMap<Long, Long> counts) {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, counts),
                helperMapLookupElem(R1, R2),
                jne(R0, 0, "known"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                ldMapFd(R1, counts),
                helperMapUpdateElem(R1, R2, R3, R4),
                jmp("out"),
                label("known"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Returns a number as bpftool's JSON has it: {@code ["0x04","0x00", … ]}. */
    private static String bytes(Codec<Long> codec, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder());
        codec.encode(value, bytes);
        return Arrays.stream(HexFormat.of().formatHex(bytes.array()).split("(?<=\\G..)", -1))
                .filter(hex -> !hex.isEmpty())
                .map(hex -> "\"0x" + hex + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Link attached() {
        return workspace.attach(workspace.load(counting(counts), ProgramType.TRACEPOINT), EXEC);
    }

    @Test
    void countsEachProcessOnce() {
        attached();
        List<StartedProcess> processes = workspace.runProcesses("true", 5);
        assertThat(processes).hasSize(5).allSatisfy(process -> {
            assertThat(process.comm()).isEqualTo("true");
            assertThat(process.execs()).isOne();
            assertThat(counts.get(process.pid())).isEqualTo(1);
        });
        assertThat(processes).extracting(StartedProcess::pid).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void countsEveryExecutionOfAChain(int execs) {
        attached();
        StartedProcess process = workspace.runExecChain("true", execs);
        assertThat(process.execs()).isEqualTo(execs);
        assertThat(process.comm()).isEqualTo("true");
        assertThat(counts.get(process.pid())).isEqualTo(execs);
    }

    @Test
    void countsNothingOfACommandThatThereIsNot() {
        attached();
        assertThatThrownBy(() -> workspace.runProcesses("no-such-program", 1))
                .isInstanceOf(BpfException.class)
                .hasMessage("run 'no-such-program': ENOENT (there is no such program on the PATH; "
                        + "check the spelling, or give its full path)");
        assertThat(counts.get(ProcessHandle.current().pid())).isNull();
    }

    @Test
    void countsNothingAfterTheLinkIsClosed() {
        attached().close();
        StartedProcess process = workspace.runProcesses("true", 1).get(0);
        assertThat(counts.get(process.pid())).isNull();
    }

    @Test
    void runsOnAfterTheProgramsOwnDescriptorIsClosed() {
        Link link = attached();
        link.program().close();
        StartedProcess process = workspace.runProcesses("true", 1).get(0);
        assertThat(counts.get(process.pid())).isEqualTo(1);
    }

    @Test
    void otherToolsSeeItWhileItRunsAndNothingAfterwards() {
        BpfTool.assume();
        String name = counts.name();
        BpfProgram program = workspace.load(
                ProgramSpec.of(counting(counts), ProgramType.TRACEPOINT).named(name));
        workspace.attach(program, EXEC);
        StartedProcess process = workspace.runExecChain("true", 4);

        assertThat(BpfTool.run("prog", "show", "name", name)).contains("tracepoint", "name " + name);
        assertThat(BpfTool.run("map", "show", "name", name))
                .contains("hash", "key 4B", "value 8B", "max_entries 10000");
        assertThat(BpfTool.run("link", "show")).contains("prog " + program.id() + " ");
        assertThat(BpfTool.run("-j", "map", "dump", "name", name))
                .contains(bytes(U32, process.pid()) + ",\"value\":" + bytes(U64, 4));

        workspace.close();
        // The kernel frees programs and their maps behind our back, so soon is all that can be asked.
        BpfTool.awaitGone(name, program.id());
    }

    @Test
    void saysThatAProgramReadsBehindTheRecord() {
        Program far = assemble(loadMem(DW, R0, R1, 4000), mov(R0, 0), exitInsn());
        BpfProgram program = workspace.load(far, ProgramType.TRACEPOINT);
        assertThatThrownBy(() -> workspace.attach(program, EXEC))
                .hasMessage(
                        "attach to tracepoint sched/sched_process_exec: EACCES (the program reads its context behind "
                                + "the end of this tracepoint's record; see the tracepoint's format file for the offsets)");
    }

    @Test
    void namesTheTracepointsThatAreNearest() {
        BpfProgram program = workspace.load(assemble(mov(R0, 0), exitInsn()), ProgramType.TRACEPOINT);
        assertThatThrownBy(() -> workspace.attach(program, new Hook.Tracepoint("sched", "sched_process_exek")))
                .hasMessageStartingWith("attach to tracepoint sched/sched_process_exek: ENOENT (there is no tracepoint "
                        + "event in sched called 'sched_process_exek'; the nearest are sched_process_exec, ");
        assertThatThrownBy(() -> workspace.attach(program, new Hook.Tracepoint("shed", "x")))
                .hasMessageStartingWith("attach to tracepoint shed/x: ENOENT (there is no tracepoint category called "
                        + "'shed'; the nearest are sched, ");
    }
}
