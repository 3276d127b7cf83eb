package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.RawSlot;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier says of a slot that is no instruction, or one with a field that must be otherwise (Linux 6.18). An
 * unknown opcode is refused before any path is explored; anything else when a path comes to it, after the registers that
 * are looked at before the field.
 */
final class Malformed {
    private static final int LD_IMM64 = 0x18;
    private static final int MAY_GOTO = 0xe5;
    /** In our tables as in RFC 9669's compilers, but unknown to Linux 6.18. */
    private static final int CALL_REG = 0x8d;

    private static final int MODE = 0xe0;
    private static final int MEM = 0x60;
    private static final int MEMSX = 0x80;
    private static final int ATOMIC = 0xc0;
    private static final int ADDR_SPACE_CAST = 1;
    private static final int MAP_FD = 1;
    private static final int MAP_IDX = 5;
    private static final int MAP_IDX_VALUE = 6;

    private final RawSlot raw;

    Malformed(RawSlot raw) {
        this.raw = raw;
    }

    /** Refuses what is refused while maps are resolved: loads with reserved fields, half immediates, unknown opcodes. */
    void checkAhead(Log log, @Nullable Insn standIn) {
        if (kind() == 1 && (raw.imm() != 0 || (mode() != MEM && mode() != MEMSX))) {
            throw log.reject(Errno.EINVAL, "BPF_LDX uses reserved fields");
        }
        if (raw.opcode() == LD_IMM64) {
            if (!(standIn instanceof Insn.LdImm64 load)) {
                throw log.reject(Errno.EINVAL, "invalid bpf_ld_imm64 insn");
            }
            boolean mapWithOffset = (raw.src() == MAP_FD || raw.src() == MAP_IDX) && load.high() != 0;
            if (raw.src() > MAP_IDX_VALUE || mapWithOffset) {
                throw log.reject(Errno.EINVAL, "unrecognized bpf_ld_imm64 insn");
            }
        } else if (!isKnown()) {
            throw log.reject(Errno.EINVAL, "unknown opcode %02x", raw.opcode());
        }
    }

    /** Returns the slot as the log shows it. */
    String line(int slot) {
        return String.format(
                "%d: (%02x) dst_reg %d, src_reg %d, off %d, imm %d",
                slot, raw.opcode(), raw.dst(), raw.src(), raw.offset(), raw.imm());
    }

    /** Returns why a path that comes here is refused. */
    Rejection refusal(Env env) {
        switch (kind()) {
            case 0 -> load(env);
            case 1 -> {
                read(env, raw.src());
                write(env, raw.dst());
            }
            case 2 -> {
                require(env, raw.src() == 0, "BPF_ST");
                read(env, raw.dst());
            }
            case 3 -> store(env);
            case 5, 6 -> jump(env);
            default -> alu(env);
        }
        return env.log.notSimulated(
                "opcode %02x with dst_reg %d, src_reg %d, off %d, imm %d",
                raw.opcode(), raw.dst(), raw.src(), raw.offset(), raw.imm());
    }

    private int kind() {
        return raw.opcode() & 0x07;
    }

    private int mode() {
        return raw.opcode() & MODE;
    }

    private boolean fromRegister() {
        return (raw.opcode() & 0x08) != 0;
    }

    private static void require(Env env, boolean allowed, String what) {
        if (!allowed) {
            throw env.reject(Errno.EINVAL, "%s uses reserved fields", what);
        }
    }

    private static Reg register(Env env, int number) {
        if (number > Reg.R10.number()) {
            throw env.reject(Errno.EINVAL, "R%d is invalid", number);
        }
        return Reg.of(number);
    }

    private static void read(Env env, int number) {
        env.read(register(env, number));
    }

    private static void write(Env env, int number) {
        env.written(register(env, number));
    }

    private void load(Env env) {
        if (raw.opcode() == LD_IMM64) {
            require(env, raw.offset() == 0, "BPF_LD_IMM64");
            write(env, raw.dst());
            return;
        }
        if (!ProgramRules.hasPacketLoads(env.input.type())) {
            throw env.reject(Errno.EINVAL, "BPF_LD_[ABS|IND] instructions not allowed for this program type");
        }
        boolean absolute = mode() == 0x20;
        boolean clean = raw.dst() == 0 && raw.offset() == 0 && !(absolute && raw.src() != 0);
        require(env, clean, "BPF_LD_[ABS|IND]");
        if (env.read(Reg.R6).type != RegType.CTX) {
            throw env.reject(Errno.EINVAL, "at the time of BPF_LD_ABS|IND R6 != pointer to skb");
        }
        read(env, raw.src());
    }

    private void store(Env env) {
        if (mode() == ATOMIC) {
            atomic(env);
            return;
        }
        require(env, raw.imm() == 0, "BPF_STX");
        read(env, raw.src());
        read(env, raw.dst());
    }

    private void atomic(Env env) {
        switch (raw.imm()) {
            case 0x100 -> throw env.log.notSimulated("a load-acquire");
            case 0x110 -> throw env.log.notSimulated("a store-release");
            case 0x00, 0x01, 0x40, 0x41, 0x50, 0x51, 0xa0, 0xa1, 0xe1, 0xf1 -> {}
            default -> throw env.reject(Errno.EINVAL, "BPF_ATOMIC uses invalid atomic opcode %02x", raw.imm());
        }
        if ((raw.opcode() & 0x18) == 0x08 || (raw.opcode() & 0x18) == 0x10) {
            throw env.reject(Errno.EINVAL, "invalid atomic operand size");
        }
        read(env, raw.src());
        read(env, raw.dst());
    }

    private void jump(Env env) {
        switch (raw.opcode() & 0xf0) {
            case 0x00 -> require(env, false, "BPF_JA");
            case 0x80 -> require(env, false, "BPF_CALL");
            case 0x90 -> require(env, false, "BPF_EXIT");
            case MAY_GOTO & 0xf0 -> {
                if (raw.src() != 0 || raw.dst() != 0 || raw.imm() != 0) {
                    throw env.reject(Errno.EINVAL, "invalid may_goto imm %d", raw.imm());
                }
                throw env.log.notSimulated("may_goto");
            }
            default -> {
                read(env, raw.dst());
                require(env, fromRegister() ? raw.imm() == 0 : raw.src() == 0, "BPF_JMP/JMP32");
                read(env, raw.src());
            }
        }
    }

    private void alu(Env env) {
        switch (raw.opcode() & 0xf0) {
            case 0x80 -> {
                require(env, raw.src() == 0 && raw.offset() == 0 && raw.imm() == 0, "BPF_NEG");
                read(env, raw.dst());
            }
            case 0xb0 -> move(env);
            case 0xd0 -> {
                boolean width = raw.imm() == 16 || raw.imm() == 32 || raw.imm() == 64;
                require(env, raw.src() == 0 && raw.offset() == 0 && width, "BPF_END");
                read(env, raw.dst());
            }
            default -> {
                int operation = raw.opcode() & 0xf0;
                boolean signed = raw.offset() == 1 && (operation == 0x30 || operation == 0x90);
                boolean unused = fromRegister() ? raw.imm() == 0 : raw.src() == 0;
                require(env, unused && (raw.offset() == 0 || signed), "BPF_ALU");
                if (fromRegister()) {
                    read(env, raw.src());
                }
                read(env, raw.dst());
            }
        }
    }

    private void move(Env env) {
        boolean wide = kind() == 7;
        if (!fromRegister()) {
            require(env, raw.src() == 0 && raw.offset() == 0, "BPF_MOV");
            write(env, raw.dst());
            return;
        }
        if (wide && raw.offset() == ADDR_SPACE_CAST) {
            castAddress(env);
        }
        int width = raw.offset();
        boolean known = width == 0 || width == 8 || width == 16 || (width == 32 && wide);
        require(env, known && raw.imm() == 0, "BPF_MOV");
        read(env, raw.src());
        write(env, raw.dst());
    }

    private void castAddress(Env env) {
        if (raw.imm() != 1 && raw.imm() != 1 << 16) {
            throw env.reject(Errno.EINVAL, "addr_space_cast insn can only convert between address space 1 and 0");
        }
        throw env.reject(
                Errno.EINVAL, "addr_space_cast insn can only be used in a program that has an associated arena");
    }

    /** Tries the opcode with nothing else in the slot that could be wrong. */
    private boolean isKnown() {
        if (raw.opcode() == MAY_GOTO || (kind() == 3 && mode() == ATOMIC)) {
            return true;
        }
        if (raw.opcode() == CALL_REG) {
            return false;
        }
        boolean swap = (raw.opcode() & 0xf7) == 0xd4 || raw.opcode() == 0xd7;
        byte[] clean = new RawSlot(raw.opcode(), 0, 0, (short) 0, swap ? 16 : 0).bytes();
        try {
            return !InsnCodec.decode(clean).isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }
}
