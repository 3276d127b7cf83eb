package dev.bpflab.sim;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What instructions mean by RFC 9669, worked out in big integers, apart from the tables that are under test. */
@SuppressWarnings("UnnecessaryLongToIntConversion") // cutting to the lower half is meant
final class Meaning {
    private Meaning() {}

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    /** RFC 9669 §4.1 and §4.2. */
    static long alu(AluOp op, Width width, long dst, long src) {
        int bits = width == Width.W64 ? 64 : 32;
        BigInteger modulus = BigInteger.TWO.pow(bits);
        BigInteger signedD = width == Width.W64 ? big(dst) : big((int) dst);
        BigInteger signedS = width == Width.W64 ? big(src) : big((int) src);
        BigInteger d = signedD.mod(modulus);
        BigInteger s = signedS.mod(modulus);
        int shift = s.intValue() & (bits - 1);
        boolean zero = s.signum() == 0;
        BigInteger result = switch (op) {
            case ADD -> d.add(s);
            case SUB -> d.subtract(s);
            case MUL -> d.multiply(s);
            case DIV -> zero ? BigInteger.ZERO : d.divide(s);
            case SDIV -> zero ? BigInteger.ZERO : signedD.divide(signedS);
            case MOD -> zero ? d : d.mod(s);
            case SMOD -> zero ? d : signedD.remainder(signedS);
            case OR -> d.or(s);
            case AND -> d.and(s);
            case XOR -> d.xor(s);
            case LSH -> d.shiftLeft(shift);
            case RSH -> d.shiftRight(shift);
            case ARSH -> signedD.shiftRight(shift);
            case NEG -> d.negate();
            case MOV -> s;
            case MOVSX8 -> big((byte) src);
            case MOVSX16 -> big((short) src);
            case MOVSX32 -> big((int) src);
        };
        return result.mod(modulus).longValue();
    }

    /** RFC 9669 §4.3. */
    static boolean jumps(JmpOp op, Width width, long dst, long src) {
        BigInteger signedD = width == Width.W64 ? big(dst) : big((int) dst);
        BigInteger signedS = width == Width.W64 ? big(src) : big((int) src);
        BigInteger modulus = BigInteger.TWO.pow(64);
        int unsigned = signedD.mod(modulus).compareTo(signedS.mod(modulus));
        int signed = signedD.compareTo(signedS);
        return switch (op) {
            case JEQ -> signed == 0;
            case JNE -> signed != 0;
            case JSET -> signedD.and(signedS).signum() != 0;
            case JGT -> unsigned > 0;
            case JGE -> unsigned >= 0;
            case JLT -> unsigned < 0;
            case JLE -> unsigned <= 0;
            case JSGT -> signed > 0;
            case JSGE -> signed >= 0;
            case JSLT -> signed < 0;
            case JSLE -> signed <= 0;
        };
    }

    /** RFC 9669 §4.2, byte swaps. */
    static long endian(EndianOp op, int bits, long value) {
        byte[] bytes = ByteBuffer.allocate(8).putLong(value).array();
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        boolean swaps = op == EndianOp.BSWAP || (op == EndianOp.BE) == little;
        long result = 0;
        for (int i = 0; i < bits / 8; i++) {
            int from = swaps ? 7 - i : 8 - bits / 8 + i;
            result = result << 8 | (bytes[from] & 0xff);
        }
        return result;
    }

    /** Returns what a load of the bytes at an offset in eight others gives (RFC 9669 §5.1 and §5.2). */
    static long load(Size size, boolean signed, long eight, int offset) {
        byte[] bytes = memory(eight).array();
        byte[] part = new byte[size.bytes()];
        System.arraycopy(bytes, offset, part, 0, part.length);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            reverse(part);
        }
        return (signed ? new BigInteger(part) : new BigInteger(1, part)).longValue();
    }

    /** Returns eight bytes after a store of a number's lower ones at an offset in them (RFC 9669 §5.1). */
    static long store(Size size, long eight, int offset, long value) {
        ByteBuffer memory = memory(eight);
        switch (size) {
            case B -> memory.put(offset, (byte) value);
            case H -> memory.putShort(offset, (short) value);
            case W -> memory.putInt(offset, (int) value);
            case DW -> memory.putLong(offset, value);
        }
        return memory.getLong(0);
    }

    private static ByteBuffer memory(long eight) {
        return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, eight);
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0; i < bytes.length / 2; i++) {
            byte other = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = bytes[i];
            bytes[i] = other;
        }
    }

    /** Returns what an atomic operation leaves in memory (RFC 9669 §5.3). */
    static long inMemory(AtomicOp op, Size size, long old, long src, long r0) {
        long mask = size == Size.W ? 0xffff_ffffL : -1;
        boolean equal = (r0 & mask) == (old & mask);
        long value = switch (op) {
            case ADD, FETCH_ADD -> old + src;
            case OR, FETCH_OR -> old | src;
            case AND, FETCH_AND -> old & src;
            case XOR, FETCH_XOR -> old ^ src;
            case XCHG -> src;
            case CMPXCHG -> equal ? src : old;
        };
        return value & mask;
    }
}
