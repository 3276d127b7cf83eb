package dev.bpflab.asm;

import static dev.bpflab.asm.Asm.*;
import static dev.bpflab.isa.JmpOp.JEQ;
import static dev.bpflab.isa.Reg.*;
import static dev.bpflab.isa.Size.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Width;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsmTest {
    private static final MapRef COUNTS = () -> "counts";

    @Test
    void everyLineRemembersTheCallThatWroteIt() {
        Program program = assemble(
                mov(R0, 0),
                ldMapFd(R1, COUNTS),
                storeMem(DW, R10, -16, 42),
                loadMem(DW, R0, R10, -16),
                jeq(R0, 0, "miss"),
                jmpImm(JEQ, R0, 7, 0),
                call(1),
                label("miss"),
                exitInsn());
        assertThat(program.lines().stream().map(Program.Line::call))
                .containsExactly(
                        "mov(R0, 0)",
                        "ldMapFd(R1, counts)",
                        "storeMem(DW, R10, -16, 42)",
                        "loadMem(DW, R0, R10, -16)",
                        "jeq(R0, 0, \"miss\")",
                        "jmpImm(JEQ, R0, 7, 0)",
                        "call(1)",
                        "exitInsn()");
        assertThat(program.maps()).containsExactly(COUNTS);
    }

    @Test
    void labelsCountTwoSlotsForA64BitImmediate() {
        Program program =
                assemble(label("top"), ldImm64(R1, 1L << 40), jeq(R1, 0, "out"), jmp("top"), label("out"), exitInsn());
        assertThat(program.insns().get(1)).isEqualTo(new Insn.JumpIf(Width.W64, JEQ, R1, new Imm(0), (short) 1));
        assertThat(program.insns().get(2)).isEqualTo(new Insn.Jump(Width.W64, -4));
    }

    @Test
    void aProgramDecodesToItself() {
        Program program = assemble(
                mov(R0, 0), ldImm64(R1, -2), be16(R1), movsx8(R2, R1), jset32(R1, R2, "x"), label("x"), exitInsn());
        assertThat(InsnCodec.decode(InsnCodec.encode(program.insns()))).isEqualTo(program.insns());
    }

    @Test
    void helperArgumentsInPlaceNeedNoMove() {
        assertThat(assemble(helperMapLookupElem(R1, R2)).insns()).containsExactly(new Insn.CallHelper(1));
    }

    @Test
    void helperArgumentsMoveAsIfAllAtOnce() {
        assertThat(assemble(helperMapLookupElem(R2, R1)).insns())
                .containsExactly(move(R0, R1), move(R1, R2), move(R2, R0), new Insn.CallHelper(1));
        assertThat(assemble(helperMapUpdateElem(R6, R1, R2, 1)).insns())
                .isEqualTo(List.of(
                        move(R3, R2),
                        move(R2, R1),
                        move(R1, R6),
                        new Insn.Alu(Width.W64, AluOp.MOV, R4, new Imm(1)),
                        new Insn.CallHelper(2)));
    }

    private static Insn move(dev.bpflab.isa.Reg dst, dev.bpflab.isa.Reg src) {
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, src);
    }
}
