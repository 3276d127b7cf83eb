package dev.bpflab.sim;

import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.OpcodeTable;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import dev.bpflab.sim.InsnVector.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Test vectors for a row of the opcode table. They are made from the row's sample by a visitor, so that a row without
 * vectors would be a kind of instruction that nobody thought of, which does not compile.
 */
@SuppressWarnings("UnnecessaryLongToIntConversion") // cutting to the lower half is meant
final class InsnVectors implements Insn.Visitor<List<InsnVector>> {
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

    /** The data behind the Ethernet header. */
    private static final int DATA = 32;

    private static final short SLOT = -8;
    private static final Insn EXIT = new Insn.Exit();

    private final List<InsnVector> vectors = new ArrayList<>();

    static List<InsnVector> of(OpcodeTable.Row row) {
        return row.sample().accept(new InsnVectors());
    }

    /** Returns the data that a packet load finds: 1, 2, 3 and so on. */
    static byte[] data() {
        byte[] data = new byte[DATA];
        for (int i = 0; i < DATA; i++) {
            data[i] = (byte) (i + 1);
        }
        return data;
    }

    /** Returns instructions that put numbers into R0, R1 and R2. */
    static List<Insn> loads(long[] inputs) {
        List<Insn> loads = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            loads.add(new Insn.LdImm64(Reg.of(i), ImmKind.VALUE, (int) inputs[i], (int) (inputs[i] >>> 32)));
        }
        return loads;
    }

    private void add(String name, long[] inputs, long expected, Use use, Insn... insns) {
        vectors.add(new InsnVector(name, inputs, List.of(insns), expected, use));
    }

    private static Insn move(Reg dst, int value) {
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, new Imm(value));
    }

    private static Insn move(Reg dst, Reg src) {
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, src);
    }

    @Override
    public List<InsnVector> alu(Insn.Alu insn) {
        boolean immediate = insn.src() instanceof Imm;
        AluOp op = insn.op();
        for (long dst : EDGES) {
            for (long src : EDGES) {
                int imm = op == AluOp.NEG ? 0 : (int) src;
                long operand = immediate ? imm : src;
                Use use = immediate && isRefused(op, insn.width(), imm) ? Use.BARE : Use.ANYWHERE;
                add(
                        String.format("%s %s %x, %x", insn.width(), op, dst, operand),
                        new long[] {dst, src},
                        Meaning.alu(op, insn.width(), dst, operand),
                        use,
                        new Insn.Alu(insn.width(), op, R0, immediate ? new Imm(imm) : R1));
            }
        }
        return vectors;
    }

    /** The verifier refuses to divide by the number 0 and to shift by a number that has no such bits. */
    private static boolean isRefused(AluOp op, Width width, int imm) {
        return switch (op) {
            case DIV, MOD, SDIV, SMOD -> imm == 0;
            case LSH, RSH, ARSH -> imm < 0 || imm >= (width == Width.W64 ? 64 : 32);
            default -> false;
        };
    }

    @Override
    public List<InsnVector> endian(Insn.Endian insn) {
        for (long value : EDGES) {
            long expected = Meaning.endian(insn.op(), insn.bits(), value);
            Insn swap = new Insn.Endian(insn.op(), insn.bits(), R0);
            add(insn.op() + " " + insn.bits(), new long[] {value}, expected, Use.ANYWHERE, swap);
        }
        return vectors;
    }

    @Override
    public List<InsnVector> jumpIf(Insn.JumpIf insn) {
        boolean immediate = insn.src() instanceof Imm;
        JmpOp op = insn.op();
        for (long dst : EDGES) {
            for (long src : EDGES) {
                long operand = immediate ? (int) src : src;
                add(
                        String.format("%s %s %x, %x", insn.width(), op, dst, operand),
                        new long[] {1, dst, src},
                        Meaning.jumps(op, insn.width(), dst, operand) ? 1 : 0,
                        Use.ANYWHERE,
                        new Insn.JumpIf(insn.width(), op, R1, immediate ? new Imm((int) src) : R2, (short) 1),
                        move(R0, 0));
            }
        }
        return vectors;
    }

    @Override
    public List<InsnVector> jump(Insn.Jump insn) {
        Insn back = new Insn.Jump(insn.width(), -3);
        add(
                "forth and back",
                new long[] {1},
                3,
                Use.ANYWHERE,
                new Insn.Jump(insn.width(), 2),
                move(R0, 3),
                new Insn.Jump(insn.width(), 1),
                back);
        return vectors;
    }

    @Override
    public List<InsnVector> callHelper(Insn.CallHelper insn) {
        Insn call = new Insn.CallHelper(Helper.GET_PRANDOM_U32.id());
        Insn upperHalf = new Insn.Alu(Width.W64, AluOp.RSH, R0, new Imm(32));
        add("a number of 32 bits", new long[] {-1}, 0, Use.ANYWHERE, call, upperHalf);
        return vectors;
    }

    @Override
    public List<InsnVector> callReg(Insn.CallReg insn) {
        throw new IllegalStateException("the table has no call through a register");
    }

    @Override
    public List<InsnVector> callLocal(Insn.CallLocal insn) {
        // The callee changes R6 and its own stack, and gets R1; the caller finds its own again.
        add(
                "registers and stack are kept",
                new long[] {0, 300},
                330,
                Use.ALONE,
                move(Reg.R6, 10),
                new Insn.Store(Size.DW, R10, SLOT, new Imm(20)),
                new Insn.CallLocal(4),
                new Insn.Alu(Width.W64, AluOp.ADD, R0, Reg.R6),
                new Insn.Load(Size.DW, false, R1, R10, SLOT),
                new Insn.Alu(Width.W64, AluOp.ADD, R0, R1),
                EXIT,
                move(Reg.R6, 1),
                new Insn.Store(Size.DW, R10, SLOT, new Imm(2)),
                move(R0, R1),
                EXIT);
        return vectors;
    }

    @Override
    public List<InsnVector> callKfunc(Insn.CallKfunc insn) {
        return vectors;
    }

    @Override
    public List<InsnVector> exit(Insn.Exit insn) {
        add("with what is in R0", new long[] {7}, 7, Use.ALONE, EXIT);
        return vectors;
    }

    @Override
    public List<InsnVector> load(Insn.Load insn) {
        for (long value : EDGES) {
            for (int at = 0; at < 8; at += insn.size().bytes()) {
                long expected = Meaning.load(insn.size(), insn.signed(), value, at);
                Insn store = new Insn.Store(Size.DW, R10, SLOT, R1);
                Insn load = new Insn.Load(insn.size(), insn.signed(), R0, R10, (short) (SLOT + at));
                String name = String.format("%x at %d", value, at);
                add(name, new long[] {-1, value}, expected, Use.ANYWHERE, store, load);
            }
        }
        return vectors;
    }

    @Override
    public List<InsnVector> store(Insn.Store insn) {
        boolean immediate = insn.src() instanceof Imm;
        for (long value : EDGES) {
            for (int at = 0; at < 8; at += insn.size().bytes()) {
                long stored = immediate ? (int) value : value;
                long before = 0x1122_3344_5566_7788L;
                add(
                        String.format("%x at %d", stored, at),
                        new long[] {before, value},
                        Meaning.store(insn.size(), before, at, stored),
                        Use.ANYWHERE,
                        new Insn.Store(Size.DW, R10, SLOT, R0),
                        new Insn.Store(insn.size(), R10, (short) (SLOT + at), immediate ? new Imm((int) value) : R1),
                        new Insn.Load(Size.DW, false, R0, R10, SLOT));
            }
        }
        return vectors;
    }

    @Override
    public List<InsnVector> atomic(Insn.Atomic insn) {
        for (long old : EDGES) {
            for (long src : new long[] {0, 1, 0x8000_0001L, -1, 0x1234_5678_9abc_def0L}) {
                atomic(insn.op(), insn.size(), old, src, old);
                atomic(insn.op(), insn.size(), old, src, 5);
            }
        }
        return vectors;
    }

    private void atomic(AtomicOp op, Size size, long old, long src, long r0) {
        long fetched = size == Size.W ? old & 0xffff_ffffL : old;
        long inMemory = Meaning.inMemory(op, size, old, src, r0);
        long inSource = op.fetches() && op != AtomicOp.CMPXCHG ? fetched : src;
        String name = String.format("%s %s %x, %x, %x in ", size, op, old, src, r0);
        long[] inputs = {r0, src, old};
        Insn put = new Insn.Store(Size.DW, R10, SLOT, R2);
        Insn update = new Insn.Atomic(size, op, R10, SLOT, R1);
        Insn get = new Insn.Load(size, false, R0, R10, SLOT);
        add(name + "memory", inputs, inMemory, Use.ANYWHERE, put, update, get);
        add(name + "the source", inputs, inSource, Use.ANYWHERE, put, update, move(R0, R1));
        add(name + "R0", inputs, op == AtomicOp.CMPXCHG ? fetched : r0, Use.ANYWHERE, put, update);
    }

    @Override
    public List<InsnVector> ldImm64(Insn.LdImm64 insn) {
        if (insn.kind() == ImmKind.VALUE) {
            for (long value : EDGES) {
                Insn load = new Insn.LdImm64(R0, ImmKind.VALUE, (int) value, (int) (value >>> 32));
                add(String.format("%x", value), new long[] {5}, value, Use.ANYWHERE, load);
            }
        } else if (insn.kind() == ImmKind.FUNC) {
            add(
                    "called three times",
                    new long[] {0, 3},
                    3,
                    Use.ALONE,
                    new Insn.LdImm64(R2, ImmKind.FUNC, 5, 0),
                    move(Reg.R3, 0),
                    move(Reg.R4, 0),
                    new Insn.CallHelper(Helper.LOOP.id()),
                    EXIT,
                    move(R0, 0),
                    EXIT);
        }
        return vectors;
    }

    @Override
    public List<InsnVector> loadPacket(Insn.LoadPacket insn) {
        for (int at = 0; at <= DATA; at++) {
            long expected = 0;
            for (int i = 0; i < insn.size().bytes(); i++) {
                expected = expected << 8 | (at + i + 1);
            }
            boolean inside = at + insn.size().bytes() <= DATA;
            boolean indirect = insn.src() != null;
            Insn load = new Insn.LoadPacket(insn.size(), indirect ? R2 : null, indirect ? at - 3 : at);
            // R6 is where the kernel wants the context to be.
            add("at " + at, new long[] {9, 0, 3}, inside ? expected : 0, Use.ALONE, load, EXIT);
        }
        return vectors;
    }
}
