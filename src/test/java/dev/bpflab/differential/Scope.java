package dev.bpflab.differential;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The program that is being written, with what is known at its end, and ways to choose from it. */
final class Scope {
    /** Program types whose context is a packet that the program may look into. */
    static boolean hasPacket(ProgramType type) {
        return type == ProgramType.XDP || type == ProgramType.SCHED_CLS;
    }

    final Random random;
    final ProgramType type;
    final List<MapAttr> maps;
    final Draft draft = new Draft();
    final Known known = new Known();

    Scope(Random random, ProgramType type, List<MapAttr> maps) {
        this.random = random;
        this.type = type;
        this.maps = maps;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    Width width() {
        return chance(65) ? Width.W64 : Width.W32;
    }

    Size size() {
        return oneOf(Size.values());
    }

    /** Returns a number as programs have them: small ones, powers of two and their neighbours, now and then any. */
    int constant() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> random.nextInt(17);
            case 2 -> -random.nextInt(65);
            case 3 -> 1 << random.nextInt(32);
            case 4 -> (1 << random.nextInt(32)) - 1;
            default -> random.nextInt();
        };
    }

    /** Returns a register with what is wanted, or null when there is none. */
    @Nullable
    Reg having(Predicate<Held> wanted) {
        List<Reg> regs = known.where(wanted);
        return regs.isEmpty() ? null : oneOf(regs);
    }

    /** Returns a number that may be changed, after making one where there is none. */
    Reg number() {
        List<Reg> regs = known.where(Held::isNumber).stream()
                .filter(reg -> !known.isPinned(reg))
                .toList();
        if (!regs.isEmpty()) {
            return oneOf(regs);
        }
        Reg reg = free();
        move(reg, constant());
        return reg;
    }

    /** Returns a register that may be overwritten, seldom one that holds a pointer. */
    Reg free() {
        return free(0, 9);
    }

    /** Returns a register that survives calls and may be overwritten, or null when all are in use. */
    @Nullable
    Reg saved() {
        for (int attempt = 0; attempt < 8; attempt++) {
            Reg reg = Reg.of(6 + random.nextInt(4));
            if (!known.isPinned(reg)) {
                return reg;
            }
        }
        return null;
    }

    private Reg free(int from, int to) {
        Reg reg = Reg.R0;
        for (int attempt = 0; attempt < 40; attempt++) {
            reg = Reg.of(from + random.nextInt(to - from + 1));
            Held held = known.of(reg);
            if (!known.isPinned(reg) && (held == null || held.isNumber() || attempt > 6)) {
                return reg;
            }
        }
        throw new IllegalStateException("every register is pinned, also " + reg);
    }

    Operand operand() {
        Reg reg = having(Held::isNumber);
        return reg == null || chance(45) ? new Imm(constant()) : reg;
    }

    void add(Insn insn) {
        draft.add(insn);
    }

    void alu(AluOp op, Reg dst, Operand src) {
        draft.add(new Insn.Alu(Width.W64, op, dst, src));
    }

    void alu(AluOp op, Reg dst, int imm) {
        alu(op, dst, new Imm(imm));
    }

    void move(Reg dst, int imm) {
        alu(AluOp.MOV, dst, imm);
        known.put(dst, Held.number(imm));
    }

    void move(Reg dst, Reg src) {
        alu(AluOp.MOV, dst, src);
        known.put(dst, known.of(src));
    }

    /** Leaves a number from 0 to {@code most}, one less than a power of two, in a register, which it returns. */
    Reg boundedNumber(int most) {
        Reg reg = number();
        if (!java.util.Objects.requireNonNull(known.of(reg)).atMost(most)) {
            alu(AluOp.AND, reg, most);
            known.put(reg, Held.number(most));
        }
        return reg;
    }

    /** Sets R1 to R5 to the stack at an offset. */
    void stackPointer(Reg reg, int offset) {
        alu(AluOp.MOV, reg, Reg.R10);
        alu(AluOp.ADD, reg, offset);
        known.put(reg, null);
    }

    int aligned(int bytes) {
        return -Known.STACK + bytes * random.nextInt(Known.STACK / bytes);
    }

    /** Writes to stack bytes that are not written yet, so that they can be read; offset and length are aligned to 4. */
    void fillStack(int offset, int bytes) {
        for (int at = offset; at < offset + bytes; ) {
            boolean wide = at % 8 == 0 && offset + bytes - at >= 8;
            Size size = wide ? Size.DW : Size.W;
            if (!known.isWritten(at, size.bytes()) || known.holdsPointer(at, size.bytes())) {
                Reg value = having(Held::isNumber);
                boolean immediate = value == null || chance(50);
                Operand operand = immediate ? new Imm(constant()) : java.util.Objects.requireNonNull(value);
                add(new Insn.Store(size, Reg.R10, (short) at, operand));
                known.store(at, size.bytes(), immediate || value == null ? Held.ANY_NUMBER : known.of(value));
            }
            at += size.bytes();
        }
    }
}
