package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs every row of the instruction set's enums on edge values; what is expected is worked out here in big integers. */
@SuppressWarnings("UnnecessaryLongToIntConversion") // cutting to the lower half is meant
class BareMachineRowsTest {
    private static final long[] EDGES = {
        0,
        1,
        2,
        3,
        7,
        31,
        32,
        33,
        63,
        64,
        65,
        255,
        0x7f,
        0x80,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        0x1234_5678_9abc_def0L,
        0x7fff_ffff_ffff_ffffL,
        0x8000_0000_0000_0000L,
        -1,
        -2,
        -3,
        -7,
        -64,
        0xffff_ffff_7fff_ffffL
    };

    private final BareMachine machine = new BareMachine(new SimHost(new SimKernel(1)), List.of(), 1_000_000);

    @ParameterizedTest
    @EnumSource(AluOp.class)
    void computes(AluOp op) {
        for (Width width : Width.values()) {
            for (long dst : EDGES) {
                for (long src : EDGES) {
                    if (op.exists(width, true)) {
                        long result = run(load(Reg.R0, dst), load(Reg.R1, src), alu(width, op, Reg.R1));
                        assertThat(result)
                                .as("%s %s %x, %x", width, op, dst, src)
                                .isEqualTo(expected(op, width, dst, src))
                                .isEqualTo(row(op, width, dst, src));
                    }
                    if (op.exists(width, false)) {
                        int imm = op == AluOp.NEG ? 0 : (int) src;
                        long result = run(load(Reg.R0, dst), alu(width, op, new Imm(imm)));
                        assertThat(result)
                                .as("%s %s %x, imm %x", width, op, dst, imm)
                                .isEqualTo(expected(op, width, dst, imm));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JmpOp.class)
    void jumps(JmpOp op) {
        for (Width width : Width.values()) {
            for (long dst : EDGES) {
                for (long src : EDGES) {
                    assertThat(jump(op, width, dst, load(Reg.R1, src), Reg.R1))
                            .as("%s %s %x, %x", width, op, dst, src)
                            .isEqualTo(expected(op, width, dst, src) ? 1 : 0);
                    assertThat(jump(op, width, dst, load(Reg.R1, 0), new Imm((int) src)))
                            .as("%s %s %x, imm %x", width, op, dst, (int) src)
                            .isEqualTo(expected(op, width, dst, (int) src) ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EndianOp.class)
    void convertsByteOrder(EndianOp op) {
        for (int bits : new int[] {16, 32, 64}) {
            for (long value : EDGES) {
                byte[] bytes = ByteBuffer.allocate(8).putLong(value).array();
                boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
                boolean swaps = op == EndianOp.BSWAP || (op == EndianOp.BE) == little;
                long expected = 0;
                for (int i = 0; i < bits / 8; i++) {
                    int from = swaps ? 7 - i : 8 - bits / 8 + i;
                    expected = expected << 8 | (bytes[from] & 0xff);
                }
                assertThat(run(load(Reg.R0, value), new Insn.Endian(op, bits, Reg.R0)))
                        .as("%s%d %x", op, bits, value)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void loadsAndStores(Size size) {
        for (long value : EDGES) {
            BigInteger unsigned = big(value).mod(BigInteger.TWO.pow(size.bytes() * 8));
            BigInteger signed = unsigned.testBit(size.bytes() * 8 - 1)
                    ? unsigned.subtract(BigInteger.TWO.pow(size.bytes() * 8))
                    : unsigned;
            Insn fill = new Insn.Store(Size.DW, Reg.R10, (short) -8, new Imm(-1));
            Insn store = new Insn.Store(size, Reg.R10, (short) -8, Reg.R1);
            Insn loadBack = new Insn.Load(size, false, Reg.R0, Reg.R10, (short) -8);
            assertThat(run(load(Reg.R1, value), fill, store, loadBack)).isEqualTo(unsigned.longValue());
            if (size != Size.DW) {
                Insn loadSigned = new Insn.Load(size, true, Reg.R0, Reg.R10, (short) -8);
                assertThat(run(load(Reg.R1, value), fill, store, loadSigned)).isEqualTo(signed.longValue());
            }
            Insn storeImm = new Insn.Store(size, Reg.R10, (short) -8, new Imm((int) value));
            BigInteger imm = BigInteger.valueOf((int) value).mod(BigInteger.TWO.pow(size.bytes() * 8));
            assertThat(run(fill, storeImm, loadBack)).isEqualTo(imm.longValue());
        }
    }

    @ParameterizedTest
    @EnumSource(AtomicOp.class)
    void updatesAtomically(AtomicOp op) {
        for (Size size : new Size[] {Size.W, Size.DW}) {
            for (long old : EDGES) {
                for (long src : new long[] {0, 1, 0x8000_0001L, -1, 0x1234_5678_9abc_def0L}) {
                    checkAtomic(op, size, old, src, old);
                    checkAtomic(op, size, old, src, 5);
                }
            }
        }
    }

    private void checkAtomic(AtomicOp op, Size size, long old, long src, long r0) {
        long mask = size == Size.W ? 0xffff_ffffL : -1;
        List<Insn> before = List.of(
                load(Reg.R2, old),
                load(Reg.R1, src),
                load(Reg.R0, r0),
                new Insn.Store(Size.DW, Reg.R10, (short) -8, Reg.R2),
                new Insn.Atomic(size, op, Reg.R10, (short) -8, Reg.R1));
        boolean stores = op != AtomicOp.CMPXCHG || (r0 & mask) == (old & mask);
        long value = switch (op) {
            case ADD, FETCH_ADD -> old + src;
            case OR, FETCH_OR -> old | src;
            case AND, FETCH_AND -> old & src;
            case XOR, FETCH_XOR -> old ^ src;
            case XCHG, CMPXCHG -> stores ? src : old;
        };
        Insn readBack = new Insn.Load(size, false, Reg.R0, Reg.R10, (short) -8);
        assertThat(run(before, readBack)).as("%s %s in memory", size, op).isEqualTo(value & mask);
        long inSource = op.fetches() && op != AtomicOp.CMPXCHG ? old & mask : src;
        assertThat(run(before, alu(Width.W64, AluOp.MOV, Reg.R1)))
                .as("%s %s in src", size, op)
                .isEqualTo(inSource);
        assertThat(run(before)).as("%s %s in r0", size, op).isEqualTo(op == AtomicOp.CMPXCHG ? old & mask : r0);
    }

    @Test
    void runsGotoAndGotolAndLocalCalls() {
        for (Width width : Width.values()) {
            assertThat(run(
                            load(Reg.R0, 1),
                            new Insn.Jump(width, 1),
                            alu(Width.W64, AluOp.MOV, new Imm(2)),
                            alu(Width.W64, AluOp.ADD, new Imm(4))))
                    .isEqualTo(5);
        }
        // The callee changes R6 to R9 and its own stack, and gets R1; the caller finds its own again.
        assertThat(run(
                        load(Reg.R6, 10),
                        new Insn.Store(Size.DW, Reg.R10, (short) -8, new Imm(20)),
                        load(Reg.R1, 300),
                        new Insn.CallLocal(4),
                        new Insn.Alu(Width.W64, AluOp.ADD, Reg.R0, Reg.R6),
                        new Insn.Load(Size.DW, false, Reg.R1, Reg.R10, (short) -8),
                        alu(Width.W64, AluOp.ADD, Reg.R1),
                        new Insn.Exit(),
                        load(Reg.R6, 1),
                        new Insn.Store(Size.DW, Reg.R10, (short) -8, new Imm(2)),
                        alu(Width.W64, AluOp.MOV, Reg.R1)))
                .isEqualTo(330);
    }

    private long jump(JmpOp op, Width width, long dst, Insn second, Operand src) {
        return run(
                load(Reg.R2, dst),
                second,
                load(Reg.R0, 1),
                new Insn.JumpIf(width, op, Reg.R2, src, (short) 1),
                alu(Width.W64, AluOp.MOV, new Imm(0)));
    }

    private long run(List<Insn> first, Insn... then) {
        List<Insn> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return run(all.toArray(Insn[]::new));
    }

    /** Runs these instructions and an exit, once through their bytes. */
    private long run(Insn... insns) {
        List<Insn> program = new ArrayList<>(List.of(insns));
        program.add(new Insn.Exit());
        BareMachine.Outcome outcome = machine.run(InsnCodec.encode(program), new byte[0]);
        assertThat(outcome).as("%s", program).isInstanceOf(BareMachine.Returned.class);
        return ((BareMachine.Returned) outcome).r0();
    }

    private static Insn load(Reg reg, long value) {
        return new Insn.LdImm64(reg, ImmKind.VALUE, (int) value, (int) (value >>> 32));
    }

    private static Insn alu(Width width, AluOp op, Operand src) {
        return new Insn.Alu(width, op, Reg.R0, src);
    }

    private static long row(AluOp op, Width width, long dst, long src) {
        return width == Width.W64 ? op.apply(dst, src) : op.apply32((int) dst, (int) src) & 0xffff_ffffL;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long expected(AluOp op, Width width, long dst, long src) {
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

    private static boolean expected(JmpOp op, Width width, long dst, long src) {
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
}
