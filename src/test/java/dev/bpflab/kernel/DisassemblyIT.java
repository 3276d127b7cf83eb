package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.KernelLines;
import dev.bpflab.isa.KernelLines.KernelLine;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The running kernel's verifier writes each instruction as the disassembler does; whether it accepts them does not matter. */
class DisassemblyIT {
    private static final Insn PAD = new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0));
    private static final int SLOT = 5;
    private static final Pattern SHOWN =
            Pattern.compile("^(?: .*)?\\b" + SLOT + ":.*?(\\([0-9a-f]{2}\\) [^;\\n]*)", Pattern.MULTILINE);
    private static final String UNKNOWN = "call unknown#";

    private static KernelHost host;

    @BeforeAll
    static void open() {
        KernelProbe probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        host = new KernelHost();
    }

    @AfterAll
    static void close() {
        if (host != null) {
            host.close();
        }
    }

    static Stream<KernelLine> recorded() {
        return KernelLines.recorded().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theVerifierWritesTheSame(KernelLine recorded) {
        Insn insn = InsnCodec.decode(recorded.bytes()).get(0);
        Assumptions.assumeTrue(
                !insn.isVersion4() || host.hasVersion4(), "this kernel does not know version 4 of the instruction set");
        byte[] program = InsnCodec.encode(around(insn));
        LoadOutcome outcome = host.load(new ProgAttr(ProgramType.SOCKET_FILTER.number(), program, "GPL", "", 2));
        if (outcome.result() >= 0) {
            host.close(outcome.result());
        }
        Matcher shown = SHOWN.matcher(outcome.log());
        assertThat(shown.find()).as(outcome.log()).isTrue();
        String ours = Disassembler.line(SLOT, insn);
        Assumptions.assumeTrue(
                ours.contains(UNKNOWN) || !shown.group(1).contains(UNKNOWN),
                "this kernel does not know the helper that is called");
        assertThat(SLOT + ": " + shown.group(1).strip()).isEqualTo(ours);
    }

    /** Returns a program in which every slot can be reached and the instruction stands at its slot. */
    private static List<Insn> around(Insn insn) {
        List<Insn> insns = new ArrayList<>(Collections.nCopies(SLOT - 1, PAD));
        insns.add(new Insn.JumpIf(Width.W64, JmpOp.JEQ, Reg.R1, new Imm(0), (short) insn.slots()));
        insns.add(insn);
        insns.addAll(List.of(PAD, new Insn.Exit(), PAD, PAD, PAD, new Insn.Exit()));
        return insn instanceof Insn.CallLocal ? insns : withoutInnerExit(insns);
    }

    private static List<Insn> withoutInnerExit(List<Insn> insns) {
        insns.set(SLOT + 2, PAD);
        return insns;
    }
}
