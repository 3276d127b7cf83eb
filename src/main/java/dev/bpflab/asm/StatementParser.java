package dev.bpflab.asm;

import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one instruction. */
final class StatementParser {
    private static final Width NEAR = Width.W64;
    private static final Width FAR = Width.W32;
    private static final List<String> BEGINNINGS = List.of("lock", "if", "goto", "gotol", "call", "callx", "exit");

    private final Tokens tokens;
    private final OperandParser operands;
    private final Function<String, @Nullable MapRef> maps;

    StatementParser(Tokens tokens, Function<String, @Nullable MapRef> maps) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
        this.maps = maps;
    }

    Statement parse() {
        Token first = tokens.peek();
        Statement statement = statement();
        if (!tokens.atEnd()) {
            throw tokens.expected("the end of the line");
        }
        int opcode = InsnCodec.opcode(statement.insn());
        if (tokens.opcode() >= 0 && tokens.opcode() != opcode) {
            throw tokens.error(
                    first,
                    String.format("this is opcode (%02x), and (%02x) stands before it", opcode, tokens.opcode()));
        }
        return statement;
    }

    private Statement statement() {
        if (operands.atRegister()) {
            return new AssignmentParser(tokens, operands, maps).parse();
        }
        return switch (tokens.peek().text()) {
            case "*" -> Statement.of(store());
            case "lock" -> Statement.of(atomic());
            case "if" -> jumpIf();
            case "goto" -> jump(NEAR);
            case "gotol" -> jump(FAR);
            case "call" -> call();
            case "callx" -> callReg();
            case "exit" -> exit();
            default ->
                throw tokens.expected(
                        "an instruction, which begins with a register, *, lock, if, goto, call or exit",
                        BEGINNINGS.stream());
        };
    }

    private Insn store() {
        tokens.take();
        OperandParser.Place place = operands.place(new OperandParser.Type(operands.unsignedType(), false));
        tokens.expect("=");
        Size size = place.type().size();
        Operand src = operands.atRegister()
                ? operands.register(Width.W64)
                : new Imm(operands.imm(size != Size.DW, "a register or a number"));
        return new Insn.Store(size, place.base(), place.offset(), src);
    }

    private Insn atomic() {
        tokens.take();
        tokens.expect("*");
        OperandParser.Place place = operands.atomicPlace();
        for (AtomicOp op : AtomicOp.values()) {
            if (!op.fetches() && tokens.takeIf(op.symbol())) {
                Reg src = operands.register(Width.W64);
                return new Insn.Atomic(place.type().size(), op, place.base(), place.offset(), src);
            }
        }
        throw tokens.expected("+=, |=, &= or ^=");
    }

    private Statement jumpIf() {
        tokens.take();
        OperandParser.Register dst = operands.register();
        JmpOp op = condition();
        Operand src = operands.operand(dst.width(), true);
        tokens.expect("goto");
        Token label = label();
        short offset = label == null ? operands.signed16("a label, or a distance such as pc+3") : 0;
        return Statement.to(label, new Insn.JumpIf(dst.width(), op, dst.reg(), src, offset));
    }

    private JmpOp condition() {
        for (JmpOp op : JmpOp.values()) {
            if (tokens.takeIf(op.symbol())) {
                return op;
            }
        }
        throw tokens.expected("a comparison, == != > >= < <= s> s>= s< s<= or &");
    }

    private Statement jump(Width width) {
        tokens.take();
        Token label = label();
        int offset = 0;
        if (label == null) {
            String what = "a label, or a distance such as pc+3";
            offset = width == NEAR ? operands.signed16(what) : operands.imm(false, what);
        }
        return Statement.to(label, new Insn.Jump(width, offset));
    }

    private Statement call() {
        tokens.take();
        Token name = tokens.peek();
        if (name.kind() == Token.Kind.NUMBER) {
            return Statement.of(new Insn.CallHelper(operands.imm(false, "a helper's number")));
        }
        if (name.is("kernel") && tokens.peek(1).is("-")) {
            return Statement.of(kfunc());
        }
        if (tokens.peek(1).is("#")) {
            return Statement.of(helper());
        }
        Helper helper = Helper.named(name.text()).orElse(null);
        if (helper != null) {
            tokens.take();
            return Statement.of(new Insn.CallHelper(helper.id()));
        }
        Token label = label();
        int offset = label == null ? operands.imm(false, "a helper, a label, or a distance such as pc+3") : 0;
        if (label == null && tokens.takeIf("#")) {
            // The name that bpftool adds.
            tokens.take();
        }
        return Statement.to(label, new Insn.CallLocal(offset));
    }

    /** Reads {@code bpf_map_lookup_elem#1}; the number counts, and a known name has to agree with it. */
    private Insn helper() {
        Token name = tokens.take();
        tokens.expect("#");
        int id = operands.imm(false, "a helper's number");
        Helper named = Helper.named(name.text()).orElse(null);
        if (named != null && named.id() != id) {
            throw tokens.error(name, name.text() + " is helper " + named.id() + ", not " + id);
        }
        return new Insn.CallHelper(id);
    }

    private Insn kfunc() {
        tokens.take();
        tokens.expect("-");
        tokens.expect("function");
        tokens.expect("#");
        int btfId = operands.imm(false, "a BTF id");
        short module = tokens.takeIf(":") ? operands.signed16("a module's index in fd_array") : 0;
        return new Insn.CallKfunc(btfId, module);
    }

    private Statement callReg() {
        tokens.take();
        return Statement.of(new Insn.CallReg(operands.register(Width.W64)));
    }

    private Statement exit() {
        tokens.take();
        return Statement.of(new Insn.Exit());
    }

    /** Takes a label, or {@code pc} before a distance; null when a distance comes. */
    private @Nullable Token label() {
        Token token = tokens.peek();
        if (token.kind() != Token.Kind.WORD) {
            return null;
        }
        tokens.take();
        return token.is("pc") ? null : token;
    }
}
