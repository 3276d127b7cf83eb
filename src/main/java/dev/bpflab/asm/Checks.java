package dev.bpflab.asm;

import dev.bpflab.isa.Reg;

/** What every word of the vocabulary checks before it writes an instruction. */
final class Checks {
    private Checks() {}

    /** Returns a register that the instruction is about to write. */
    static Reg written(String call, Reg reg) {
        if (reg == Reg.R10) {
            throw new AsmException(
                    call,
                    "R10 is the frame pointer and read-only",
                    "copy it first, as in mov(R2, R10), and change the copy");
        }
        return reg;
    }

    /** Returns an immediate that is sign-extended to 64 bits. */
    static int signed32(String call, long imm, String remedy) {
        if (imm != (int) imm) {
            throw new AsmException(
                    call, "immediate out of range: " + imm + " is not within -2147483648 to 2147483647", remedy);
        }
        return (int) imm;
    }

    /** Returns an immediate of which {@code bits} bits count, written as a signed or as an unsigned number. */
    static int bits(String call, long imm, int bits, String remedy) {
        if (imm < -(1L << (bits - 1)) || imm >= 1L << bits) {
            throw new AsmException(call, "immediate out of range: " + imm + " does not fit " + bits + " bits", remedy);
        }
        return (int) imm;
    }

    /** Returns a 16-bit offset in bytes of a memory access. */
    static short offset(String call, long offset) {
        if (offset != (short) offset) {
            throw new AsmException(
                    call,
                    "offset out of range: " + offset + " is not within -32768 to 32767",
                    "add the distance to a copy of the register first");
        }
        return (short) offset;
    }
}
