package dev.bpflab.asm;

import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads registers, immediates and memory operands. */
final class OperandParser {
    private static final Pattern REGISTER = Pattern.compile("[rw](?:[0-9]|10)");

    /** A register as it is written: {@code r3} or {@code w3}. */
    record Register(Width width, Reg reg) {}

    /** What is accessed in memory: {@code (u32 *)}. */
    record Type(Size size, boolean signed) {}

    /** A place in memory: {@code (u32 *)(r1 +4)}. */
    record Place(Type type, Reg base, short offset) {}

    private final Tokens tokens;

    OperandParser(Tokens tokens) {
        this.tokens = tokens;
    }

    boolean atRegister() {
        return isRegister(tokens.peek());
    }

    static boolean isRegister(Token token) {
        return REGISTER.matcher(token.text()).matches();
    }

    Register register() {
        if (!atRegister()) {
            throw tokens.expected("a register, r0 to r10 or w0 to w10");
        }
        String name = tokens.take().text();
        return new Register(name.charAt(0) == 'r' ? Width.W64 : Width.W32, Reg.of(Integer.parseInt(name.substring(1))));
    }

    /** Reads a register of this width. */
    Reg register(Width width) {
        Token at = tokens.peek();
        if (!atRegister() || register().width() != width) {
            String prefix = width == Width.W64 ? "r" : "w";
            throw tokens.error(at, "expected a register " + prefix + "0 to " + prefix + "10, found " + at.shown());
        }
        return Reg.of(Integer.parseInt(at.text().substring(1)));
    }

    /** Reads the register that stands on the left once more. */
    void same(Reg dst, Width width) {
        Token at = tokens.peek();
        if (register(width) != dst) {
            throw tokens.error(at, "expected " + width.nameOf(dst) + " again, found " + at.shown());
        }
    }

    /** Reads a register of this width or an immediate; {@code pattern} takes 0xffffffff for -1 even where it is sign-extended. */
    Operand operand(Width width, boolean pattern) {
        if (atRegister()) {
            return register(width);
        }
        return new Imm(imm(width == Width.W32 || (pattern && Tokens.isHex(tokens.peek())), "a register or a number"));
    }

    /** Reads an immediate of 32 bits, signed, or also unsigned. */
    int imm(boolean unsigned, String what) {
        Token at = tokens.peek();
        long value = tokens.number(what);
        if (value < Integer.MIN_VALUE || value > (unsigned ? 0xffff_ffffL : Integer.MAX_VALUE)) {
            throw tokens.error(
                    at,
                    value + " does not fit " + (unsigned ? "32 bits" : "the 32 bits that are sign-extended")
                            + "; load it into a register first, as in r1 = " + value + " ll");
        }
        return (int) value;
    }

    /** Reads a number of 16 bits with its sign. */
    short signed16(String what) {
        Token at = tokens.peek();
        long value = tokens.number(what);
        if (value != (short) value) {
            throw tokens.error(at, value + " is out of range: not within -32768 to 32767");
        }
        return (short) value;
    }

    /** Reads {@code (u32 *)}. */
    Type type() {
        tokens.expect("(");
        for (Size size : Size.values()) {
            for (boolean signed : new boolean[] {false, true}) {
                if (!(signed && size == Size.DW) && tokens.takeIf(size.typeName(signed))) {
                    tokens.expect("*");
                    tokens.expect(")");
                    return new Type(size, signed);
                }
            }
        }
        Stream<String> types = Arrays.stream(Size.values()).map(size -> size.typeName(false));
        throw tokens.expected("a type, u8 u16 u32 u64 or s8 s16 s32", types);
    }

    /** Reads {@code (u32 *)} where only the unsigned types have a meaning. */
    Size unsignedType() {
        Token at = tokens.peek(1);
        Type type = type();
        if (type.signed()) {
            throw tokens.error(at, "expected u8, u16, u32 or u64, found " + at.shown());
        }
        return type.size();
    }

    /** Reads {@code (r1 +4)} after its type. */
    Place place(Type type) {
        tokens.expect("(");
        Reg base = register(Width.W64);
        short offset = tokens.peek().is(")") ? 0 : signed16("an offset such as +4, or ')'");
        tokens.expect(")");
        return new Place(type, base, offset);
    }

    /** Reads {@code (u64 *)(r1 +4)} of an atomic operation. */
    Place atomicPlace() {
        Token at = tokens.peek(1);
        Size size = unsignedType();
        if (size != Size.W && size != Size.DW) {
            throw tokens.error(at, "expected u32 or u64, found " + at.shown());
        }
        return place(new Type(size, false));
    }
}
