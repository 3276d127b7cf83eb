package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.OpcodeTable;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel's own tool lists a loaded program as the disassembler does, and the text assembler reads its listing. */
class BpfToolListingIT {
    /** What the kernel puts other instructions in the place of. */
    private static final Set<AluOp> REWRITTEN = Set.of(AluOp.DIV, AluOp.MOD, AluOp.SDIV, AluOp.SMOD);

    /** What came with Linux 6.6, which the bpftool of a distribution may be too old for. */
    private static final Set<AluOp> NEW = Set.of(AluOp.MOVSX8, AluOp.MOVSX16, AluOp.MOVSX32);

    @BeforeAll
    static void assumeBoth() {
        LiveKernel.assume();
        BpfTool.assume();
    }

    @Test
    void everyRowThatTheKernelKeepsReadsTheSame() {
        List<Insn> shown = new ArrayList<>();
        List<Insn> insns = new ArrayList<>();
        for (OpcodeTable.Row row : OpcodeTable.rows()) {
            Insn insn = onKnownGround(row.sample());
            if (insn != null) {
                insns.addAll(ground());
                insns.add(insn);
                shown.add(insn);
            }
        }
        insns.addAll(assemble(mov(R0, 0), exitInsn()).insns());
        assertThat(shown).hasSizeGreaterThan(100);
        try (KernelHost host = new KernelHost()) {
            LoadOutcome outcome = host.load(new ProgAttr(
                    ProgramType.SOCKET_FILTER.number(), InsnCodec.encode(insns), "GPL", "bpflab_listing", 1));
            assertThat(outcome.result()).as(outcome.log()).isNotNegative();
            String id = String.valueOf(host.programId(outcome.result()));
            List<String> listing = BpfTool.run("prog", "dump", "xlated", "id", id)
                    .lines()
                    .map(String::strip)
                    .map(BpfToolListingIT::withHelper)
                    .toList();
            assertThat(listing).isEqualTo(ours(insns));
            assertThat(TextAssembler.parse(String.join("\n", listing)).insns()).isEqualTo(insns);
        }
    }

    private static List<String> ours(List<Insn> insns) {
        return Disassembler.lines(InsnCodec.decodeProgram(InsnCodec.encode(insns)));
    }

    /** A loaded call holds the place of the kernel's function, which has a name of its own, and no longer the helper's number. */
    private static String withHelper(String line) {
        Helper helper = Helper.GET_PRANDOM_U32;
        return line.replaceFirst("call \\w+#-?\\d+$", "call " + helper.kernelName() + "#" + helper.id());
    }

    /** Puts a number that nobody knows into r1 and r2, an address in the stack into r6, and numbers at that address. */
    private static List<Insn> ground() {
        List<Item> items = new ArrayList<>(List.of(
                call(Helper.GET_PRANDOM_U32), mov(R1, R0), mov(R2, R0), mov(R6, R10), storeMem(DW, R10, -8, R0)));
        return program(items).insns();
    }

    private static Program program(List<Item> items) {
        items.add(exitInsn());
        Program whole = assemble(items);
        return Program.of(whole.lines().subList(0, items.size() - 1));
    }

    /** Returns the instruction where it does no harm: jumps to the next, accesses at r6 - 8; null for what is left out. */
    private static @Nullable Insn onKnownGround(Insn sample) {
        if (sample instanceof Insn.Alu alu) {
            return REWRITTEN.contains(alu.op()) || NEW.contains(alu.op()) ? null : alu;
        }
        if (sample instanceof Insn.Endian endian) {
            return endian.op() == EndianOp.BSWAP ? null : endian;
        }
        if (sample instanceof Insn.JumpIf jump) {
            return new Insn.JumpIf(jump.width(), jump.op(), jump.dst(), jump.src(), (short) 0);
        }
        if (sample instanceof Insn.Load load) {
            return load.signed() ? null : new Insn.Load(load.size(), false, load.dst(), R6, (short) -8);
        }
        if (sample instanceof Insn.Store store) {
            return new Insn.Store(store.size(), R6, (short) -8, store.src());
        }
        if (sample instanceof Insn.Atomic atomic) {
            return new Insn.Atomic(atomic.size(), atomic.op(), R6, (short) -8, atomic.src());
        }
        return sample instanceof Insn.LdImm64 load && load.kind() == ImmKind.VALUE ? load : null;
    }
}
