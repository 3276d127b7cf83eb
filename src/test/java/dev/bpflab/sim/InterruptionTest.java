package dev.bpflab.sim;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperLoop;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldFunc;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpflab.asm.Asm;
import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that would run for days, two bpf_loop of 8 million rounds in each other, is stopped wherever it runs. */
class InterruptionTest {
    private final SimKernel kernel = new SimKernel(1);
    private final SimHost host = new SimHost(kernel);

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    private static Item rounds(String function) {
        return Asm.seq(mov(R1, 1 << 23), ldFunc(R2, function), mov(R3, 0), helperLoop(R1, R2, R3, 0));
    }

    private static Program endless() {
        return assemble(
                rounds("outer"),
                mov(R0, 0),
                exitInsn(),
                label("outer"),
                rounds("inner"),
                mov(R0, 0),
                exitInsn(),
                label("inner"),
                mov(R0, 0),
                exitInsn());
    }

    private int load(ProgramType type) {
        byte[] insns = InsnCodec.encode(endless().insns());
        return host.load(new ProgAttr(type.number(), insns, "GPL", "", 0)).result();
    }

    @Test
    void onTheBareMachine() {
        Thread.currentThread().interrupt();
        var outcome =
                new BareMachine(host, List.of(), Long.MAX_VALUE).run(endless().insns(), new byte[0]);
        assertThat(outcome.toString()).contains("interrupted");
    }

    @Test
    void onTheBareMachineByItsBudgetToo() {
        var outcome = new BareMachine(host, List.of(), 3_000_000).run(endless().insns(), new byte[0]);
        assertThat(outcome.toString()).contains("still running after 3000000 instructions: does a loop end?");
    }

    @Test
    void inATestRun() {
        int program = load(ProgramType.XDP);
        Thread.currentThread().interrupt();
        assertThat(host.testRun(program, new TestRun(new byte[14], new byte[0], 1))
                        .result())
                .isEqualTo(Errno.EINTR.result());
    }

    @Test
    void atAnEvent() {
        int program = load(ProgramType.TRACEPOINT);
        assertThat(host.attach(program, new Hook.Tracepoint("sched", "sched_process_exec"))
                        .result())
                .isPositive();
        SimStage stage = new SimStage(kernel, Recordings.NONE, 1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> stage.runProcesses("true", 1))
                .satisfies(failure -> assertThat(failure.errno()).isEqualTo(Errno.EINTR));
    }
}
