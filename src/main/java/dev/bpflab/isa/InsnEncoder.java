package dev.bpflab.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes each visited instruction to a buffer and returns the buffer. */
final class InsnEncoder implements Insn.Visitor<ByteBuffer> {
    private static final int FROM_REGISTER = 0x08;
    private static final int CLASS_LDX = 0x01;
    private static final int CLASS_ST = 0x02;
    private static final int CLASS_STX = 0x03;
    private static final int MODE_IND = 0x40;
    private static final int MODE_ABS = 0x20;
    private static final int MODE_MEM = 0x60;
    private static final int MODE_MEMSX = 0x80;
    private static final int MODE_ATOMIC = 0xc0;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int LD_IMM64 = 0x18;

    private final ByteBuffer to;

    InsnEncoder(ByteBuffer to) {
        this.to = to;
    }

    @Override
    public ByteBuffer alu(Insn.Alu insn) {
        return operation(
                insn.op().code() | insn.width().aluClass(),
                insn.dst(),
                insn.src(),
                insn.op().offset());
    }

    @Override
    public ByteBuffer endian(Insn.Endian insn) {
        return slot(insn.op().opcode(), insn.dst().number(), 0, 0, insn.bits());
    }

    @Override
    public ByteBuffer jumpIf(Insn.JumpIf insn) {
        return operation(insn.op().code() | insn.width().jmpClass(), insn.dst(), insn.src(), insn.offset());
    }

    @Override
    public ByteBuffer jump(Insn.Jump insn) {
        boolean isLong = insn.width() == Width.W32;
        return slot(insn.width().jmpClass(), 0, 0, isLong ? 0 : insn.offset(), isLong ? insn.offset() : 0);
    }

    @Override
    public ByteBuffer callHelper(Insn.CallHelper insn) {
        return slot(CALL, 0, 0, 0, insn.id());
    }

    @Override
    public ByteBuffer callReg(Insn.CallReg insn) {
        return slot(CALL | FROM_REGISTER, insn.reg().number(), 0, 0, 0);
    }

    @Override
    public ByteBuffer callLocal(Insn.CallLocal insn) {
        return slot(CALL, 0, 1, 0, insn.offset());
    }

    @Override
    public ByteBuffer callKfunc(Insn.CallKfunc insn) {
        return slot(CALL, 0, 2, insn.offset(), insn.btfId());
    }

    @Override
    public ByteBuffer exit(Insn.Exit insn) {
        return slot(EXIT, 0, 0, 0, 0);
    }

    @Override
    public ByteBuffer load(Insn.Load insn) {
        int mode = insn.signed() ? MODE_MEMSX : MODE_MEM;
        return slot(
                CLASS_LDX | mode | insn.size().code(),
                insn.dst().number(),
                insn.src().number(),
                insn.offset(),
                0);
    }

    @Override
    public ByteBuffer store(Insn.Store insn) {
        int opcode = MODE_MEM | insn.size().code();
        if (insn.src() instanceof Reg src) {
            return slot(opcode | CLASS_STX, insn.dst().number(), src.number(), insn.offset(), 0);
        }
        return slot(opcode | CLASS_ST, insn.dst().number(), 0, insn.offset(), immOf(insn.src()));
    }

    @Override
    public ByteBuffer atomic(Insn.Atomic insn) {
        int opcode = CLASS_STX | MODE_ATOMIC | insn.size().code();
        return slot(
                opcode,
                insn.dst().number(),
                insn.src().number(),
                insn.offset(),
                insn.op().imm());
    }

    @Override
    public ByteBuffer ldImm64(Insn.LdImm64 insn) {
        slot(LD_IMM64, insn.dst().number(), insn.kind().srcReg(), 0, insn.low());
        return slot(0, 0, 0, 0, insn.high());
    }

    @Override
    public ByteBuffer loadPacket(Insn.LoadPacket insn) {
        Reg src = insn.src();
        int mode = src == null ? MODE_ABS : MODE_IND;
        return slot(mode | insn.size().code(), 0, src == null ? 0 : src.number(), 0, insn.imm());
    }

    private ByteBuffer operation(int opcode, Reg dst, Operand src, int offset) {
        if (src instanceof Reg register) {
            return slot(opcode | FROM_REGISTER, dst.number(), register.number(), offset, 0);
        }
        return slot(opcode, dst.number(), 0, offset, immOf(src));
    }

    private static int immOf(Operand operand) {
        return operand instanceof Imm imm ? imm.value() : 0;
    }

    private ByteBuffer slot(int opcode, int dst, int src, int offset, int imm) {
        to.put((byte) opcode);
        to.put((byte) (to.order() == ByteOrder.LITTLE_ENDIAN ? src << 4 | dst : dst << 4 | src));
        to.putShort((short) offset);
        to.putInt(imm);
        return to;
    }
}
