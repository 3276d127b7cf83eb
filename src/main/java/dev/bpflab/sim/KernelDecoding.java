package dev.bpflab.sim;

import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.InsnCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What the kernel's verifier says of a slot that our decoder does not take, in its own words (Linux 6.18). */
final class KernelDecoding {
    private static final int LD_IMM64 = 0x18;
    private static final int MAY_GOTO = 0xe5;
    private static final int ATOMIC_MODE = 0xc0;
    private static final int MODE = 0xe0;

    private final int opcode;
    private final int dst;
    private final int src;
    private final int offset;
    private final int imm;

    private KernelDecoding(ByteBuffer slot) {
        opcode = slot.get() & 0xff;
        int registers = slot.get() & 0xff;
        boolean little = slot.order() == ByteOrder.LITTLE_ENDIAN;
        dst = little ? registers & 0xf : registers >> 4;
        src = little ? registers >> 4 : registers & 0xf;
        offset = slot.getShort();
        imm = slot.getInt();
    }

    /** Returns the log for a program whose slot cannot be decoded; {@link NotSimulated} when the kernel could. */
    static String log(byte[] insns, int slot) {
        boolean second = slot > 0 && at(insns, slot - 1).opcode == LD_IMM64;
        String reason = second ? "invalid bpf_ld_imm64 insn" : at(insns, slot).reason();
        return reason
                + "\nprocessed 0 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0\n";
    }

    private static KernelDecoding at(byte[] insns, int slot) {
        return new KernelDecoding(ByteBuffer.wrap(insns, slot * 8, 8).slice().order(ByteOrder.nativeOrder()));
    }

    private String reason() {
        if (opcode == MAY_GOTO) {
            throw new NotSimulated("load the program", "the instruction may_goto");
        }
        int kind = opcode & 0x07;
        if (kind == 1 && (imm != 0 || ((opcode & MODE) != 0x60 && (opcode & MODE) != 0x80))) {
            return "BPF_LDX uses reserved fields";
        }
        if (kind == 3 && (opcode & MODE) == ATOMIC_MODE) {
            return atomic();
        }
        if (!isKnown()) {
            return String.format("unknown opcode %02x", opcode);
        }
        String invalid = invalidRegister();
        return invalid == null ? reserved(kind) : invalid;
    }

    private String atomic() {
        if (imm == 0x100 || imm == 0x110) {
            throw new NotSimulated("load the program", "a load-acquire or store-release");
        }
        if ((opcode & 0x18) == 0x08 || (opcode & 0x18) == 0x10) {
            return "invalid atomic operand size";
        }
        String invalid = invalidRegister();
        return invalid == null ? String.format("BPF_ATOMIC uses invalid atomic opcode %02x", imm) : invalid;
    }

    /** Tries the opcode with nothing else in the slot that could be wrong. */
    private boolean isKnown() {
        ByteBuffer clean = ByteBuffer.allocate(opcode == LD_IMM64 ? 16 : 8).order(ByteOrder.nativeOrder());
        clean.put(0, (byte) opcode).putInt(4, (opcode & 0xf7) == 0xd4 || opcode == 0xd7 ? 16 : 0);
        return decodes(clean);
    }

    /** Returns the complaint about a register, or null when something else is wrong too, which the kernel sees first. */
    private @Nullable String invalidRegister() {
        int kind = opcode & 0x07;
        boolean usesSrc = kind == 1 || kind == 3 || (kind > 3 && (opcode & 0x08) != 0);
        int badSrc = usesSrc && src > 10 ? src : 0;
        if (badSrc == 0 && dst <= 10) {
            return null;
        }
        ByteBuffer mended = ByteBuffer.allocate(opcode == LD_IMM64 ? 16 : 8).order(ByteOrder.nativeOrder());
        int keptSrc = badSrc == 0 ? src : 0;
        int keptDst = dst > 10 ? 0 : dst;
        boolean little = mended.order() == ByteOrder.LITTLE_ENDIAN;
        mended.put((byte) opcode).put((byte) (little ? keptSrc << 4 | keptDst : keptDst << 4 | keptSrc));
        mended.putShort((short) offset).putInt(imm);
        return decodes(mended) ? "R" + (badSrc == 0 ? dst : badSrc) + " is invalid" : null;
    }

    private static boolean decodes(ByteBuffer insn) {
        byte[] bytes = new byte[insn.capacity()];
        insn.get(0, bytes);
        try {
            return !InsnCodec.decode(bytes).isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }

    private String reserved(int kind) {
        int operation = opcode & 0xf0;
        return switch (kind) {
            case 0 -> loadImmediate();
            case 2 -> "BPF_ST uses reserved fields";
            case 3 -> "BPF_STX uses reserved fields";
            case 5, 6 ->
                switch (operation) {
                    case 0x00 -> "BPF_JA uses reserved fields";
                    case 0x80 -> "BPF_CALL uses reserved fields";
                    case 0x90 -> "BPF_EXIT uses reserved fields";
                    default -> "BPF_JMP/JMP32 uses reserved fields";
                };
            default ->
                switch (operation) {
                    case 0x80 -> "BPF_NEG uses reserved fields";
                    case 0xb0 -> "BPF_MOV uses reserved fields";
                    case 0xd0 -> "BPF_END uses reserved fields";
                    default -> "BPF_ALU uses reserved fields";
                };
        };
    }

    private String loadImmediate() {
        if (opcode != LD_IMM64) {
            return "BPF_LD_[ABS|IND] uses reserved fields";
        }
        return src > 6
                ? "unrecognized bpf_ld_imm64 insn"
                : offset != 0 ? "BPF_LD_IMM64 uses reserved fields" : "invalid bpf_ld_imm64 insn";
    }
}
