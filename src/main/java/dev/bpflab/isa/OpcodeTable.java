package dev.bpflab.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every instruction that RFC 9669 defines, one row for each combination of the fields that tell instructions apart. Made
 * from the operation enums, so that an operation cannot be missing; the order is that of the sections of the RFC.
 *
 * <p>The table in the RFC's appendix (168 rows) differs in three places: it also lists 0x00, the second slot of a 64-bit
 * immediate; it leaves out the sign-extending loads 0x81, 0x89 and 0x91 of §5.2; and its row for calls by BTF id has offset
 * 0, where Linux takes a module's index. The call through a register (0x8d) is in neither.
 */
public final class OpcodeTable {
    private static final List<Row> ROWS = Stream.of(alu(), endian(), jumps(), memory(), atomics(), ldImm64(), packet())
            .flatMap(List::stream)
            .toList();

    /** What a field of an instruction holds: a fixed number, or anything. */
    public record Field(boolean any, int value) {
        static final Field ANY = new Field(true, 0);

        static Field of(int value) {
            return new Field(false, value);
        }

        /** Returns whether an instruction of this row may hold this number in the field. */
        public boolean admits(int number) {
            return any || number == value;
        }

        @Override
        public String toString() {
            return any ? "any" : String.format("0x%02x", value);
        }
    }

    /**
     * One row.
     *
     * @param opcode the opcode byte
     * @param src what the source register field holds
     * @param offset what the offset field holds
     * @param imm what the immediate field holds
     * @param sample an instruction of this row with typical operands
     */
    public record Row(int opcode, Field src, Field offset, Field imm, Insn sample) {
        /** Returns the sample in the kernel's notation. */
        public String notation() {
            return Disassembler.text(sample);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "0x%02x src=%s offset=%s imm=%s  %s", opcode, src, offset, imm, notation());
        }
    }

    private OpcodeTable() {}

    /** Returns all rows. */
    public static List<Row> rows() {
        return ROWS;
    }

    private static List<Row> alu() {
        List<Row> rows = new ArrayList<>();
        for (Width width : Width.values()) {
            for (AluOp op : AluOp.values()) {
                Field offset = Field.of(op.offset());
                if (op.exists(width, false)) {
                    boolean unary = op == AluOp.NEG;
                    Insn sample = new Insn.Alu(width, op, Reg.R1, new Imm(unary ? 0 : 7));
                    rows.add(row(sample, Field.of(0), offset, unary ? Field.of(0) : Field.ANY));
                }
                if (op.exists(width, true)) {
                    rows.add(row(new Insn.Alu(width, op, Reg.R1, Reg.R2), Field.ANY, offset, Field.of(0)));
                }
            }
        }
        return rows;
    }

    private static List<Row> endian() {
        List<Row> rows = new ArrayList<>();
        for (EndianOp op : EndianOp.values()) {
            for (int bits = 16; bits <= 64; bits *= 2) {
                rows.add(row(new Insn.Endian(op, bits, Reg.R1), Field.of(0), Field.of(0), Field.of(bits)));
            }
        }
        return rows;
    }

    private static List<Row> jumps() {
        List<Row> rows = new ArrayList<>();
        for (Width width : Width.values()) {
            for (JmpOp op : JmpOp.values()) {
                rows.add(row(
                        new Insn.JumpIf(width, op, Reg.R1, new Imm(7), (short) 3), Field.of(0), Field.ANY, Field.ANY));
                rows.add(row(new Insn.JumpIf(width, op, Reg.R1, Reg.R2, (short) 3), Field.ANY, Field.ANY, Field.of(0)));
            }
        }
        rows.add(row(new Insn.Jump(Width.W64, 3), Field.of(0), Field.ANY, Field.of(0)));
        rows.add(row(new Insn.Jump(Width.W32, 3), Field.of(0), Field.of(0), Field.ANY));
        rows.add(row(new Insn.CallHelper(1), Field.of(0), Field.of(0), Field.ANY));
        rows.add(row(new Insn.CallLocal(3), Field.of(1), Field.of(0), Field.ANY));
        rows.add(row(new Insn.CallKfunc(300, (short) 0), Field.of(2), Field.ANY, Field.ANY));
        rows.add(row(new Insn.Exit(), Field.of(0), Field.of(0), Field.of(0)));
        return rows;
    }

    private static List<Row> memory() {
        List<Row> rows = new ArrayList<>();
        for (Size size : Size.values()) {
            rows.add(row(new Insn.Load(size, false, Reg.R1, Reg.R2, (short) 8), Field.ANY, Field.ANY, Field.of(0)));
            if (size != Size.DW) {
                rows.add(row(new Insn.Load(size, true, Reg.R1, Reg.R2, (short) 8), Field.ANY, Field.ANY, Field.of(0)));
            }
            rows.add(row(new Insn.Store(size, Reg.R1, (short) -8, new Imm(7)), Field.of(0), Field.ANY, Field.ANY));
            rows.add(row(new Insn.Store(size, Reg.R1, (short) -8, Reg.R2), Field.ANY, Field.ANY, Field.of(0)));
        }
        return rows;
    }

    private static List<Row> atomics() {
        List<Row> rows = new ArrayList<>();
        for (Size size : List.of(Size.W, Size.DW)) {
            for (AtomicOp op : AtomicOp.values()) {
                Insn sample = new Insn.Atomic(size, op, Reg.R1, (short) 0, Reg.R2);
                rows.add(row(sample, Field.ANY, Field.ANY, Field.of(op.imm())));
            }
        }
        return rows;
    }

    private static List<Row> ldImm64() {
        List<Row> rows = new ArrayList<>();
        for (ImmKind kind : ImmKind.values()) {
            Insn sample = new Insn.LdImm64(Reg.R1, kind, 3, kind.usesHigh() ? 8 : 0);
            rows.add(row(sample, Field.of(kind.srcReg()), Field.of(0), Field.ANY));
        }
        return rows;
    }

    private static List<Row> packet() {
        List<Row> rows = new ArrayList<>();
        for (Size size : List.of(Size.W, Size.H, Size.B)) {
            rows.add(row(new Insn.LoadPacket(size, null, 12), Field.of(0), Field.of(0), Field.ANY));
            rows.add(row(new Insn.LoadPacket(size, Reg.R2, 2), Field.ANY, Field.of(0), Field.ANY));
        }
        return rows;
    }

    private static Row row(Insn sample, Field src, Field offset, Field imm) {
        return new Row(InsnCodec.opcode(sample), src, offset, imm, sample);
    }
}
