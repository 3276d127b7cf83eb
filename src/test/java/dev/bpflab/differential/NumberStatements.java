package dev.bpflab.differential;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.Objects;

/** Statements on numbers in registers and on the stack. */
final class NumberStatements {
    private final Scope scope;

    NumberStatements(Scope scope) {
        this.scope = scope;
    }

    void arithmetic() {
        Reg dst = scope.number();
        Operand src = scope.operand();
        Width width = scope.width();
        AluOp op = scope.oneOf(AluOp.values());
        if (op == AluOp.NEG) {
            src = new Imm(0);
        } else if (op.code() == AluOp.DIV.code() || op.code() == AluOp.MOD.code()) {
            src = src instanceof Imm imm && imm.value() == 0 ? new Imm(3) : src;
        } else if (src instanceof Imm imm && (op == AluOp.LSH || op == AluOp.RSH || op == AluOp.ARSH)) {
            src = new Imm(imm.value() & (width == Width.W64 ? 63 : 31));
        }
        if (!op.exists(width, src instanceof Reg)) {
            op = AluOp.ADD;
        }
        scope.add(new Insn.Alu(width, op, dst, src));
        boolean masks = op == AluOp.AND && src instanceof Imm imm && imm.value() >= 0;
        scope.known.put(dst, masks ? Held.number(((Imm) src).value()) : Held.ANY_NUMBER);
    }

    void newNumber() {
        Reg reg = scope.free();
        if (scope.chance(30)) {
            scope.add(new Insn.LdImm64(reg, ImmKind.VALUE, scope.constant(), scope.constant()));
            scope.known.put(reg, Held.ANY_NUMBER);
        } else {
            scope.move(reg, scope.constant());
        }
    }

    void copy() {
        Reg src = scope.having(held -> true);
        Reg dst = scope.free();
        if (src == null) {
            newNumber();
        } else if (Objects.requireNonNull(scope.known.of(src)).isNumber() && scope.chance(40)) {
            boolean extend = scope.chance(50);
            AluOp op = extend ? scope.oneOf(AluOp.MOVSX8, AluOp.MOVSX16, AluOp.MOVSX32) : AluOp.MOV;
            Width width = op == AluOp.MOVSX32 ? Width.W64 : extend ? scope.width() : Width.W32;
            scope.add(new Insn.Alu(width, op, dst, src));
            scope.known.put(dst, Held.ANY_NUMBER);
        } else {
            scope.move(dst, src);
        }
    }

    void swapBytes() {
        Reg reg = scope.number();
        scope.add(new Insn.Endian(scope.oneOf(EndianOp.values()), 16 << scope.below(3), reg));
        scope.known.put(reg, Held.ANY_NUMBER);
    }

    void bound() {
        scope.boundedNumber((1 << (1 + scope.below(8))) - 1);
    }

    void store() {
        Reg src = scope.having(held -> true);
        Size size = scope.size();
        int offset = scope.aligned(size.bytes());
        if (src == null || scope.chance(30)) {
            scope.add(new Insn.Store(size, Reg.R10, (short) offset, new Imm(scope.constant())));
            scope.known.store(offset, size.bytes(), Held.ANY_NUMBER);
            return;
        }
        Held held = Objects.requireNonNull(scope.known.of(src));
        if (!held.isNumber()) {
            size = Size.DW;
            offset = scope.aligned(8);
        }
        scope.add(new Insn.Store(size, Reg.R10, (short) offset, src));
        scope.known.store(offset, size.bytes(), held);
    }

    void load() {
        Size size = scope.size();
        int offset = scope.aligned(size.bytes());
        if (scope.known.holdsPointer(offset, size.bytes())) {
            Held pointer = size == Size.DW ? scope.known.spilledAt(offset) : null;
            if (pointer != null) {
                Reg dst = scope.free();
                scope.add(new Insn.Load(Size.DW, false, dst, Reg.R10, (short) offset));
                scope.known.put(dst, pointer);
            }
            return;
        }
        scope.fillStack(offset & -4, Math.max(4, size.bytes()));
        Reg dst = scope.free();
        Held held = size == Size.DW ? scope.known.spilledAt(offset) : null;
        scope.add(new Insn.Load(size, size != Size.DW && scope.chance(30), dst, Reg.R10, (short) offset));
        scope.known.put(dst, held == null ? Held.ANY_NUMBER : held);
    }

    /** Reads or writes the stack at a number from 0 to 7 behind an offset. */
    void variableStack() {
        int offset = -Known.STACK + 8 * scope.below(Known.STACK / 8 - 1);
        scope.fillStack(offset, 16);
        Reg index = scope.boundedNumber(7);
        Reg base = scope.free();
        if (base == index) {
            return;
        }
        scope.alu(AluOp.MOV, base, Reg.R10);
        scope.alu(AluOp.ADD, base, scope.chance(50) ? index : new Imm(offset));
        boolean indexed = scope.draft.insns().get(scope.draft.size() - 1) instanceof Insn.Alu alu && alu.src() == index;
        scope.alu(AluOp.ADD, base, indexed ? new Imm(offset) : index);
        scope.known.put(base, null);
        if (scope.chance(50)) {
            scope.add(new Insn.Store(Size.B, base, (short) scope.below(8), scope.operand()));
            scope.known.store(offset, 16, null);
        } else {
            scope.add(new Insn.Load(Size.B, scope.chance(30), base, base, (short) scope.below(8)));
            scope.known.put(base, Held.ANY_NUMBER);
        }
    }

    void atomicOnStack() {
        Size size = scope.oneOf(Size.W, Size.DW);
        int offset = scope.aligned(size.bytes());
        scope.fillStack(offset, size.bytes());
        atomic(scope, size, Reg.R10, offset);
        scope.known.store(offset, size.bytes(), Held.ANY_NUMBER);
    }

    /** Adds an atomic operation on memory at an offset from a register. */
    static void atomic(Scope scope, Size size, Reg base, int offset) {
        AtomicOp op = scope.oneOf(AtomicOp.values());
        Reg src = scope.number();
        if (src == base) {
            return;
        }
        Held zero = scope.known.of(Reg.R0);
        if (op == AtomicOp.CMPXCHG && (zero == null || !zero.isNumber() || scope.known.isPinned(Reg.R0))) {
            op = AtomicOp.ADD;
        }
        scope.add(new Insn.Atomic(size, op, base, (short) offset, src));
        if (op.fetches()) {
            scope.known.put(op == AtomicOp.CMPXCHG ? Reg.R0 : src, Held.ANY_NUMBER);
        }
    }
}
