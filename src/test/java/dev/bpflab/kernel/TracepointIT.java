package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Size.DW;
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
import dev.bpflab.bpf.StageContract;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is special about programs at a real tracepoint; what they see is in {@link StageContract}. */
@Tag("jdk")
class TracepointIT {
    private static final Hook EXEC = new Hook.Tracepoint("sched", "sched_process_exec");

    private Workspace workspace;
    private BpfMap<Long, Long> counts;

    @BeforeEach
    void open() {
        LiveKernel.assume();
        workspace = Live.workspace();
        counts =
                workspace.create(MapSpec.hash(LiveKernel.uniqueName(), U32, U64).maxEntries(10_000));
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
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
        return workspace.attach(workspace.load(StageContract.counting(counts), ProgramType.TRACEPOINT), EXEC);
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
    void otherToolsSeeItWhileItRunsAndNothingAfterwards() {
        BpfTool.assume();
        String name = counts.name();
        BpfProgram program = workspace.load(ProgramSpec.of(StageContract.counting(counts), ProgramType.TRACEPOINT)
                .named(name));
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
                                + "the end of this tracepoint's record; fields(tracepoint(\"sched\", \"sched_process_exec\")) shows the "
                                + "offsets)");
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
