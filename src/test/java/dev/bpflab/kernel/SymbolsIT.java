package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetStackid;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stacks of the running kernel and of this process have the names that they should. */
class SymbolsIT {
    private Workspace workspace;
    private BpfMap<Long, List<Long>> stacks;

    @BeforeEach
    void open() {
        LiveKernel.assume();
        workspace = new Workspace(new KernelHost(), new LiveStage());
        stacks = workspace.create(MapSpec.stackTrace("stacks", 127).maxEntries(1024));
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
    }

    /** Returns the id of the stack on which this thread calls bpf(2). */
    private int ownStack(long flags) {
        ProgramSpec walker = new ProgramSpec(
                "walker",
                ProgramType.RAW_TRACEPOINT,
                assemble(ldMapFd(R2, stacks), helperGetStackid(R1, R2, flags), exitInsn()),
                "GPL");
        return workspace.testRun(workspace.load(walker), new byte[0]).returnValue();
    }

    private static List<String> names(List<Frame> frames) {
        return frames.stream()
                .map(frame -> frame.symbol().map(symbol -> symbol.name()).orElse(frame.toString()))
                .toList();
    }

    @Test
    void aKernelStackGoesFromTheProgramToTheSystemCall() {
        List<Frame> frames = stacks.frames(ownStack(0));
        assertThat(frames.get(0).toString()).matches("bpf_prog_[0-9a-f]{16}_walker\\+0x[0-9a-f]+ \\[bpf]");
        assertThat(names(frames)).contains("__sys_bpf").anyMatch(name -> name.contains("syscall"));
    }

    @Test
    void aUserStackBeginsInTheLibraryThatMadeTheCall() {
        List<Frame> frames =
                stacks.frames(ownStack(256), (int) ProcessHandle.current().pid());
        assertThat(frames.get(0).toString()).matches("syscall\\+0x[0-9a-f]+ \\[.*(libc|musl).*]");
    }

    @Test
    void anExecutionIsTracedByIdThroughARingBuffer() {
        BpfMap<ByteBuffer, Long> ids =
                workspace.create(MapSpec.ringbuf("ids", Codecs.U64).maxEntries(4096));
        BpfProgram program = workspace.load(
                assemble(
                        ldMapFd(R2, stacks),
                        helperGetStackid(R1, R2, 0),
                        storeMem(DW, R10, -8, R0),
                        mov(R2, R10),
                        add(R2, -8),
                        ldMapFd(R1, ids),
                        helperRingbufOutput(R1, R2, 8, 0),
                        mov(R0, 0),
                        exitInsn()),
                ProgramType.TRACEPOINT);
        List<Long> seen = new ArrayList<>();
        try (Link link = workspace.attach(program, Bpf.tracepoint("sched", "sched_process_exec"))) {
            assertThat(link.isClosed()).isFalse();
            workspace.runProcesses("true", 1);
        }
        assertThat(ids.poll(Duration.ofMinutes(1), seen::add)).isPositive();
        assertThat(names(stacks.frames(seen.get(0)))).anyMatch(name -> name.contains("execve"));
    }
}
