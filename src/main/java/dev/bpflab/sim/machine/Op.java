package dev.bpflab.sim.machine;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;

/**
 * The machine's own operation numbers, dense so that the interpreter's switch becomes a jump table. Those of a family
 * are in the order of its enum; a test runs every row of the enums against the row's own meaning.
 */
final class Op {
    static final int ADD64 = 0;
    static final int SUB64 = 1;
    static final int MUL64 = 2;
    static final int DIV64 = 3;
    static final int SDIV64 = 4;
    static final int OR64 = 5;
    static final int AND64 = 6;
    static final int LSH64 = 7;
    static final int RSH64 = 8;
    static final int NEG64 = 9;
    static final int MOD64 = 10;
    static final int SMOD64 = 11;
    static final int XOR64 = 12;
    static final int MOV64 = 13;
    static final int MOVSX8_64 = 14;
    static final int MOVSX16_64 = 15;
    static final int MOVSX32_64 = 16;
    static final int ARSH64 = 17;

    static final int ADD32 = 18;
    static final int SUB32 = 19;
    static final int MUL32 = 20;
    static final int DIV32 = 21;
    static final int SDIV32 = 22;
    static final int OR32 = 23;
    static final int AND32 = 24;
    static final int LSH32 = 25;
    static final int RSH32 = 26;
    static final int NEG32 = 27;
    static final int MOD32 = 28;
    static final int SMOD32 = 29;
    static final int XOR32 = 30;
    static final int MOV32 = 31;
    static final int MOVSX8_32 = 32;
    static final int MOVSX16_32 = 33;
    static final int ARSH32 = 35;

    static final int JEQ64 = 36;
    static final int JGT64 = 37;
    static final int JGE64 = 38;
    static final int JSET64 = 39;
    static final int JNE64 = 40;
    static final int JSGT64 = 41;
    static final int JSGE64 = 42;
    static final int JLT64 = 43;
    static final int JLE64 = 44;
    static final int JSLT64 = 45;
    static final int JSLE64 = 46;

    static final int JEQ32 = 47;
    static final int JGT32 = 48;
    static final int JGE32 = 49;
    static final int JSET32 = 50;
    static final int JNE32 = 51;
    static final int JSGT32 = 52;
    static final int JSGE32 = 53;
    static final int JLT32 = 54;
    static final int JLE32 = 55;
    static final int JSLT32 = 56;
    static final int JSLE32 = 57;

    static final int JA = 58;
    static final int EXIT = 59;
    static final int CALL_HELPER = 60;
    static final int CALL_REG = 61;
    static final int CALL_LOCAL = 62;

    static final int LOAD_W = 63;
    static final int LOAD_H = 64;
    static final int LOAD_B = 65;
    static final int LOAD_DW = 66;
    static final int LOAD_SW = 67;
    static final int LOAD_SH = 68;
    static final int LOAD_SB = 69;

    static final int STORE_W = 70;
    static final int STORE_H = 71;
    static final int STORE_B = 72;
    static final int STORE_DW = 73;

    static final int ATOMIC = 74;
    static final int LOAD_PACKET = 75;

    static final int ZEXT16 = 76;
    static final int ZEXT32 = 77;
    static final int SWAP16 = 78;
    static final int SWAP32 = 79;
    static final int SWAP64 = 80;
    static final int NOP = 81;

    /** Stops with a message of the program's own list. */
    static final int FAULT = 82;

    /** A move that takes two slots. */
    static final int LD_IMM64 = 83;

    private Op() {}

    static int of(AluOp op, Width width) {
        return (width == Width.W64 ? ADD64 : ADD32) + op.ordinal();
    }

    static int of(JmpOp op, Width width) {
        return (width == Width.W64 ? JEQ64 : JEQ32) + op.ordinal();
    }

    static int ofLoad(Size size, boolean signed) {
        return (signed ? LOAD_SW : LOAD_W) + size.ordinal();
    }

    static int ofStore(Size size) {
        return STORE_W + size.ordinal();
    }
}
