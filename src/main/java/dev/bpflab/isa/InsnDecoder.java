package dev.bpflab.isa;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads instructions slot by slot; strict: a field that an instruction does not use must be zero. */
final class InsnDecoder {
    private final byte[] bytes;
    private int slot;
    private int opcode;
    private int dst;
    private int src;
    private short offset;
    private int imm;

    InsnDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    List<Insn> decode() {
        if (bytes.length % 8 != 0) {
            throw new DecodeException(
                    bytes.length / 8,
                    HexFormat.ofDelimiter(" ").formatHex(bytes, bytes.length / 8 * 8, bytes.length),
                    "the length, " + bytes.length + " bytes, is not a multiple of 8");
        }
        List<Insn> insns = new ArrayList<>();
        while (slot * 8 < bytes.length) {
            read(false);
            Insn insn = insn();
            insns.add(insn);
            slot += insn.slots();
        }
        return List.copyOf(insns);
    }

    /** Reads the slot behind the current one when {@code second}, else the current one. */
    private void read(boolean second) {
        RawSlot raw = RawSlot.at(bytes, second ? slot + 1 : slot);
        opcode = raw.opcode();
        dst = raw.dst();
        src = raw.src();
        offset = raw.offset();
        imm = raw.imm();
    }

    private Insn insn() {
        return switch (opcode & 0x07) {
            case 0x00 -> ld();
            case 0x01 -> ldx();
            case 0x02 -> st();
            case 0x03 -> stx();
            case 0x04 -> alu(Width.W32);
            case 0x05 -> jmp(Width.W64);
            case 0x06 -> jmp(Width.W32);
            default -> alu(Width.W64);
        };
    }

    private Insn alu(Width width) {
        if ((opcode & 0xf0) == 0xd0) {
            return endian();
        }
        boolean fromRegister = (opcode & 0x08) != 0;
        AluOp op = AluOp.of(opcode, offset);
        if (op == null) {
            throw AluOp.of(opcode, 0) == null ? unknown() : reserved("offset", offset);
        }
        if (!op.exists(width, fromRegister)) {
            throw op == AluOp.NEG ? unknown() : reserved("offset", offset);
        }
        if (op == AluOp.NEG) {
            unused("src_reg", src);
            unused("imm", imm);
        }
        return new Insn.Alu(width, op, register("dst_reg", dst), source(fromRegister));
    }

    private Insn endian() {
        for (EndianOp op : EndianOp.values()) {
            if (op.opcode() == opcode) {
                unused("src_reg", src);
                unused("offset", offset);
                if (imm != 16 && imm != 32 && imm != 64) {
                    throw fault("imm is " + imm + ", and a byte order conversion takes 16, 32 or 64 bits");
                }
                return new Insn.Endian(op, imm, register("dst_reg", dst));
            }
        }
        throw unknown();
    }

    private Insn jmp(Width width) {
        boolean fromRegister = (opcode & 0x08) != 0;
        int code = opcode & 0xf0;
        if (code == 0x00 && !fromRegister) {
            return jump(width);
        }
        if (width == Width.W64 && !fromRegister && code == 0x80) {
            return call();
        }
        if (width == Width.W64 && fromRegister && code == 0x80) {
            unused("src_reg", src);
            unused("offset", offset);
            unused("imm", imm);
            return new Insn.CallReg(register("dst_reg", dst));
        }
        if (width == Width.W64 && !fromRegister && code == 0x90) {
            unused("dst_reg", dst);
            unused("src_reg", src);
            unused("offset", offset);
            unused("imm", imm);
            return new Insn.Exit();
        }
        JmpOp op = JmpOp.of(opcode);
        if (op == null) {
            throw unknown();
        }
        return new Insn.JumpIf(width, op, register("dst_reg", dst), source(fromRegister), offset);
    }

    private Insn jump(Width width) {
        unused("dst_reg", dst);
        unused("src_reg", src);
        if (width == Width.W32) {
            unused("offset", offset);
            return new Insn.Jump(width, imm);
        }
        unused("imm", imm);
        return new Insn.Jump(width, offset);
    }

    private Insn call() {
        unused("dst_reg", dst);
        if (src == 2) {
            return new Insn.CallKfunc(imm, offset);
        }
        unused("offset", offset);
        return switch (src) {
            case 0 -> new Insn.CallHelper(imm);
            case 1 -> new Insn.CallLocal(imm);
            default -> throw fault("src_reg is " + src + ", and a call takes 0 (helper), 1 (local) or 2 (kfunc)");
        };
    }

    private Insn ldx() {
        Size size = Size.of(opcode);
        boolean signed = (opcode & 0xe0) == 0x80;
        if (signed ? size == Size.DW : (opcode & 0xe0) != 0x60) {
            throw unknown();
        }
        unused("imm", imm);
        return new Insn.Load(size, signed, register("dst_reg", dst), register("src_reg", src), offset);
    }

    private Insn st() {
        if ((opcode & 0xe0) != 0x60) {
            throw unknown();
        }
        unused("src_reg", src);
        return new Insn.Store(Size.of(opcode), register("dst_reg", dst), offset, new Imm(imm));
    }

    private Insn stx() {
        Size size = Size.of(opcode);
        if ((opcode & 0xe0) == 0x60) {
            unused("imm", imm);
            return new Insn.Store(size, register("dst_reg", dst), offset, register("src_reg", src));
        }
        if ((opcode & 0xe0) != 0xc0 || size == Size.B || size == Size.H) {
            throw unknown();
        }
        AtomicOp op = AtomicOp.of(imm);
        if (op == null) {
            throw fault(String.format("imm is 0x%x, and that is no atomic operation", imm));
        }
        return new Insn.Atomic(size, op, register("dst_reg", dst), offset, register("src_reg", src));
    }

    private Insn ld() {
        if (opcode == 0x18) {
            return ldImm64();
        }
        int mode = opcode & 0xe0;
        Size size = Size.of(opcode);
        if ((mode != 0x20 && mode != 0x40) || size == Size.DW) {
            throw unknown();
        }
        unused("dst_reg", dst);
        unused("offset", offset);
        if (mode == 0x20) {
            unused("src_reg", src);
            return new Insn.LoadPacket(size, null, imm);
        }
        return new Insn.LoadPacket(size, register("src_reg", src), imm);
    }

    private Insn ldImm64() {
        Reg to = register("dst_reg", dst);
        ImmKind kind = ImmKind.of(src);
        if (kind == null) {
            throw fault("src_reg is " + src + ", and a 64-bit immediate takes 0 to 6");
        }
        unused("offset", offset);
        if ((slot + 1) * RawSlot.BYTES == bytes.length) {
            throw fault("a 64-bit immediate takes two slots, and the second is missing");
        }
        int low = imm;
        read(true);
        if (opcode != 0 || dst != 0 || src != 0 || offset != 0) {
            slot++;
            throw fault("the second slot of a 64-bit immediate must be zero but for imm");
        }
        if (!kind.usesHigh() && imm != 0) {
            slot++;
            throw fault("imm of the second slot must be 0 when src_reg of the first is " + kind.srcReg());
        }
        return new Insn.LdImm64(to, kind, low, imm);
    }

    private Operand source(boolean fromRegister) {
        if (fromRegister) {
            unused("imm", imm);
            return register("src_reg", src);
        }
        unused("src_reg", src);
        return new Imm(imm);
    }

    private Reg register(String field, int number) {
        if (number > 10) {
            throw fault(field + " is " + number + ", and there are only r0 to r10");
        }
        return Reg.of(number);
    }

    private void unused(String field, int value) {
        if (value != 0) {
            throw reserved(field, value);
        }
    }

    private DecodeException reserved(String field, int value) {
        return fault(String.format("opcode 0x%02x does not use %s, which must be 0 but is %d", opcode, field, value));
    }

    private DecodeException unknown() {
        return fault(String.format("unknown opcode 0x%02x", opcode));
    }

    private DecodeException fault(String cause) {
        return new DecodeException(slot, HexFormat.ofDelimiter(" ").formatHex(bytes, slot * 8, slot * 8 + 8), cause);
    }
}
