package dev.bpflab.asm;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an instruction that begins with the register that it writes. */
final class AssignmentParser {
    private static final int LD_IMM64 = 0x18;

    private final Tokens tokens;
    private final OperandParser operands;
    private final Function<String, @Nullable MapRef> maps;

    AssignmentParser(Tokens tokens, OperandParser operands, Function<String, @Nullable MapRef> maps) {
        this.tokens = tokens;
        this.operands = operands;
        this.maps = maps;
    }

    Statement parse() {
        OperandParser.Register dst = operands.register();
        if (tokens.takeIf("=")) {
            return value(dst);
        }
        for (AluOp op : AluOp.values()) {
            if (op.symbol().endsWith("=") && tokens.takeIf(op.symbol())) {
                return Statement.of(new Insn.Alu(dst.width(), op, dst.reg(), operands.operand(dst.width(), false)));
            }
        }
        throw tokens.expected("= or an operation such as += or s>>=");
    }

    private Statement value(OperandParser.Register dst) {
        Token next = tokens.peek();
        if (operands.atRegister()) {
            return Statement.of(new Insn.Alu(dst.width(), AluOp.MOV, dst.reg(), operands.register(dst.width())));
        }
        if (next.is("-") && OperandParser.isRegister(tokens.peek(1))) {
            tokens.take();
            operands.same(dst.reg(), dst.width());
            return Statement.of(new Insn.Alu(dst.width(), AluOp.NEG, dst.reg(), new Imm(0)));
        }
        if (next.is("(")) {
            return Statement.of(signExtendingMove(dst));
        }
        if (dst.width() == Width.W32) {
            return Statement.of(new Insn.Alu(
                    Width.W32,
                    AluOp.MOV,
                    dst.reg(),
                    new Imm(operands.imm(true, "a w register, a number, -, (s8) or (s16)"))));
        }
        return value64(dst.reg(), next);
    }

    private Statement value64(Reg dst, Token next) {
        if (next.kind() != Token.Kind.WORD) {
            return Statement.of(next.is("*") ? load(dst) : number(dst));
        }
        for (EndianOp op : EndianOp.values()) {
            for (int bits = 16; bits <= 64; bits *= 2) {
                if (tokens.takeIf(op.symbol() + bits)) {
                    operands.same(dst, Width.W64);
                    return Statement.of(new Insn.Endian(op, bits, dst));
                }
            }
        }
        if (next.text().startsWith("atomic")) {
            return Statement.of(atomic(dst));
        }
        return switch (next.text()) {
            case "map" -> map(dst);
            case "btf" -> Statement.of(btf(dst));
            case "subprog" -> subprog(dst);
            default -> throw expectedValue();
        };
    }

    private static Stream<String> byteOrders() {
        return Arrays.stream(EndianOp.values())
                .flatMap(op -> Stream.of(16, 32, 64).map(bits -> op.symbol() + bits));
    }

    private TextAsmException expectedValue() {
        return tokens.expected(
                "a value: a register, a number, *(type *)(rN +offset), be16 … bswap64, atomic_…, or map[…]",
                Stream.concat(Stream.of("map", "subprog", "btf"), byteOrders()));
    }

    private Insn signExtendingMove(OperandParser.Register dst) {
        tokens.take();
        for (AluOp op : AluOp.values()) {
            if (op.isSignExtendingMove() && op.exists(dst.width(), true) && tokens.takeIf("s" + op.offset())) {
                tokens.expect(")");
                return new Insn.Alu(dst.width(), op, dst.reg(), operands.register(dst.width()));
            }
        }
        throw tokens.expected(dst.width() == Width.W64 ? "s8, s16 or s32" : "s8 or s16");
    }

    /** Reads a load from memory, or {@code *(u16 *)skb[r1 + 2]}. */
    private Insn load(Reg dst) {
        tokens.take();
        OperandParser.Type type = operands.type();
        Token at = tokens.peek();
        if (!tokens.takeIf("skb")) {
            OperandParser.Place place = operands.place(type);
            return new Insn.Load(type.size(), type.signed(), dst, place.base(), place.offset());
        }
        if (dst != Reg.R0 || type.signed() || type.size() == Size.DW) {
            throw tokens.error(at, "a packet load writes r0 and takes u8, u16 or u32");
        }
        tokens.expect("[");
        Reg index = operands.atRegister() ? operands.register(Width.W64) : null;
        if (index != null) {
            tokens.expect("+");
        }
        int imm = operands.imm(false, "an offset");
        tokens.expect("]");
        return new Insn.LoadPacket(type.size(), index, imm);
    }

    /** Reads a number: as the kernel writes it, hexadecimal is a 64-bit immediate, and decimal a move of 32 bits. */
    private Insn number(Reg dst) {
        Token at = tokens.peek();
        boolean wide = Tokens.isHex(at) && tokens.opcode() < 0;
        long value = tokens.peek().is("-") || at.kind() == Token.Kind.NUMBER ? tokens.number("a number") : fail();
        if (tokens.takeIf("ll") || wide || tokens.opcode() == LD_IMM64) {
            return new Insn.LdImm64(dst, ImmKind.VALUE, (int) value, (int) (value >> 32));
        }
        if (value != (int) value) {
            throw tokens.error(at, value + " does not fit 32 bits; write " + value + " ll for a 64-bit immediate");
        }
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, new Imm((int) value));
    }

    private long fail() {
        throw expectedValue();
    }

    private Insn atomic(Reg dst) {
        Token name = tokens.take();
        for (AtomicOp op : AtomicOp.values()) {
            for (Size size : new Size[] {Size.W, Size.DW}) {
                if (op.fetches() && name.is(op.kernelName(size))) {
                    return atomic(dst, op, size);
                }
            }
        }
        Stream<String> names = Arrays.stream(AtomicOp.values())
                .filter(AtomicOp::fetches)
                .flatMap(op -> Stream.of(op.kernelName(Size.W), op.kernelName(Size.DW)));
        throw tokens.expected(
                name, "atomic_ or atomic64_ with fetch_add, fetch_or, fetch_and, fetch_xor, xchg or cmpxchg", names);
    }

    private Insn atomic(Reg dst, AtomicOp op, Size size) {
        tokens.expect("(");
        Token at = tokens.peek(1);
        OperandParser.Place place = operands.atomicPlace();
        if (place.type().size() != size) {
            throw tokens.error(at, "expected " + size.typeName(false) + ", found " + at.shown());
        }
        tokens.expect(",");
        if (op == AtomicOp.CMPXCHG) {
            tokens.expect("r0");
            tokens.expect(",");
        }
        Token last = tokens.peek();
        Reg src = operands.register(Width.W64);
        Reg result = op == AtomicOp.CMPXCHG ? Reg.R0 : src;
        if (dst != result) {
            throw tokens.error(last, "the old value comes back in " + result + ", not in " + dst);
        }
        tokens.expect(")");
        return new Insn.Atomic(size, op, place.base(), place.offset(), src);
    }

    /** Reads {@code map[3]}, {@code map[idx:3]} or {@code map[counts]}, each with {@code [0]+8} for the value in it. */
    private Statement map(Reg dst) {
        tokens.take();
        tokens.expect("[");
        boolean index = tokens.peek().is("idx") && tokens.peek(1).is(":");
        if (index) {
            tokens.take();
            tokens.take();
        }
        if (tokens.peek().is("id") && tokens.peek(1).is(":")) {
            throw tokens.expected("a map's number or name; its id is only known where it is loaded");
        }
        MapRef map = !index && tokens.peek().kind() == Token.Kind.WORD ? named() : null;
        int low = map == null ? operands.imm(false, "a map's number or name") : 0;
        tokens.expect("]");
        boolean value = tokens.takeIf("[");
        int high = 0;
        if (value) {
            tokens.expect("0");
            tokens.expect("]");
            high = operands.imm(true, "an offset in the value such as +8");
        }
        ImmKind kind = index
                ? (value ? ImmKind.MAP_IDX_VALUE : ImmKind.MAP_IDX)
                : (value ? ImmKind.MAP_VALUE : ImmKind.MAP_FD);
        return new Statement(new Insn.LdImm64(dst, kind, low, high), null, map);
    }

    private MapRef named() {
        Token name = tokens.take();
        MapRef map = maps.apply(name.text());
        if (map == null) {
            throw tokens.error(name, "there is no map named " + name.shown() + "; use its number");
        }
        return map;
    }

    private Insn btf(Reg dst) {
        tokens.take();
        tokens.expect("[");
        int id = operands.imm(false, "a BTF id");
        tokens.expect("]");
        int module = tokens.takeIf(":") ? operands.imm(false, "a module's descriptor") : 0;
        return new Insn.LdImm64(dst, ImmKind.BTF_ID, id, module);
    }

    private Statement subprog(Reg dst) {
        tokens.take();
        tokens.expect("[");
        Token label = tokens.peek().kind() == Token.Kind.WORD ? tokens.take() : null;
        int offset = label == null ? operands.imm(false, "a label, or a distance such as +3") : 0;
        tokens.expect("]");
        return Statement.to(label, new Insn.LdImm64(dst, ImmKind.FUNC, offset, 0));
    }
}
