package dev.bpflab.differential;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes programs that the verifier should accept: it keeps track of what registers and stack hold and only writes
 * what is allowed there. The same seed gives the same program.
 */
final class ProgramGenerator {
    /** The types that are compared; the first three can be test-run. */
    static final List<ProgramType> TYPES = List.of(
            ProgramType.SOCKET_FILTER,
            ProgramType.SCHED_CLS,
            ProgramType.XDP,
            ProgramType.TRACEPOINT,
            ProgramType.RAW_TRACEPOINT,
            ProgramType.PERF_EVENT);

    private static final int MUTATED_PERCENT = 45;
    private static final int MAX_DEPTH = 4;

    private final Scope scope;
    private final NumberStatements numbers;
    private final ContextStatements context;
    private final MapStatements maps;
    private final RingbufStatements records;
    private final List<Draft.Mark> functions = new ArrayList<>();
    private int left;
    private int depth;
    private boolean inFunction;

    private ProgramGenerator(Scope scope) {
        this.scope = scope;
        this.numbers = new NumberStatements(scope);
        this.context = new ContextStatements(scope);
        this.maps = new MapStatements(scope);
        this.records = new RingbufStatements(scope, maps);
    }

    /** Returns the program of a seed, about half of the time with one change that may break it. */
    static Sample sample(long seed) {
        Random random = new Random(seed);
        // neighbouring seeds begin alike
        random.nextLong();
        ProgramType type =
                random.nextInt(10) < 7 ? TYPES.get(random.nextInt(3)) : TYPES.get(3 + random.nextInt(TYPES.size() - 3));
        List<MapAttr> maps = List.of(
                new MapAttr(MapType.HASH.number(), random.nextBoolean() ? 4 : 8, 8 + 8 * random.nextInt(4), 4, 0, ""),
                new MapAttr(MapType.ARRAY.number(), 4, 8 + 8 * random.nextInt(4), 1 + random.nextInt(4), 0, ""),
                new MapAttr(MapType.RINGBUF.number(), 0, 0, 4096, 0, ""));
        Scope scope = new Scope(random, type, maps);
        new ProgramGenerator(scope).write();
        List<Insn> insns = scope.draft.insns();
        boolean mutated = random.nextInt(100) < MUTATED_PERCENT;
        return new Sample(seed, type, maps, mutated ? Mutation.of(insns, random) : insns, mutated);
    }

    private void write() {
        left = 3 + scope.below(22);
        scope.known.put(Reg.R1, Held.CTX);
        if (scope.chance(85)) {
            scope.move(Reg.R6, Reg.R1);
            scope.known.pin(Reg.R6, scope.chance(80));
        }
        block();
        leave();
        for (int i = 0; i < functions.size(); i++) {
            function(functions.get(i));
        }
    }

    /** Writes the function's code, which gets two numbers and returns one. */
    private void function(Draft.Mark mark) {
        inFunction = true;
        scope.draft.place(mark);
        scope.known.set(new Known());
        scope.known.put(Reg.R1, Held.ANY_NUMBER);
        scope.known.put(Reg.R2, Held.ANY_NUMBER);
        depth = 0;
        left = 1 + scope.below(6);
        block();
        leave();
    }

    private void leave() {
        Held result = scope.known.of(Reg.R0);
        if (result == null || !result.isNumber()) {
            Reg number = scope.having(Held::isNumber);
            if (number == null || scope.chance(30)) {
                scope.move(Reg.R0, scope.below(4));
            } else {
                scope.move(Reg.R0, number);
            }
        }
        scope.add(new Insn.Exit());
    }

    private void block() {
        depth++;
        int statements = 1 + scope.below(depth == 1 ? left : 5);
        for (int i = 0; i < statements && left > 0; i++) {
            left--;
            statement();
        }
        depth--;
    }

    private void statement() {
        boolean nests = depth < MAX_DEPTH;
        switch (scope.below(nests ? 28 : 17)) {
            case 0, 1, 2 -> numbers.arithmetic();
            case 3 -> numbers.newNumber();
            case 4 -> numbers.copy();
            case 5 -> numbers.swapBytes();
            case 6 -> numbers.bound();
            case 7 -> numbers.store();
            case 8 -> numbers.load();
            case 9 -> numbers.variableStack();
            case 10 -> numbers.atomicOnStack();
            case 11 -> context.load();
            case 12 -> {
                context.store();
                context.access();
            }
            case 13 -> maps.update();
            case 14 -> maps.delete();
            case 15 -> maps.direct();
            case 16 -> {
                maps.access();
                if (scope.chance(12)) {
                    maps.callAnyHelper();
                }
            }
            case 17, 18, 19 -> branch();
            case 20, 21 -> maps.lookup(this::block);
            case 22, 23, 24 -> context.checkPacket(this::block);
            case 25 -> loop();
            case 26 -> {
                if (scope.chance(50)) {
                    records.output();
                } else {
                    records.reserve(this::block);
                }
            }
            default -> callFunction();
        }
    }

    private void branch() {
        Reg dst = scope.number();
        Operand src = scope.operand();
        Width width = scope.width();
        JmpOp op = scope.oneOf(JmpOp.values());
        Draft.Mark otherwise = new Draft.Mark();
        scope.draft.jumpIf(width, op, dst, src, otherwise);
        Known before = scope.known.copy();
        block();
        if (scope.chance(15) && !inLoop()) {
            leave();
            scope.draft.place(otherwise);
            scope.known.set(before);
            return;
        }
        if (scope.chance(40)) {
            Draft.Mark end = new Draft.Mark();
            scope.draft.jump(scope.oneOf(Width.W64, Width.W32), end);
            scope.draft.place(otherwise);
            Known then = scope.known.copy();
            scope.known.set(before);
            block();
            scope.draft.place(end);
            scope.known.meet(then);
        } else {
            scope.draft.place(otherwise);
            scope.known.meet(before);
        }
    }

    private boolean inLoop() {
        return loops > 0;
    }

    private int loops;

    /** Writes a loop of a fixed number of rounds whose body leaves what it needs as it was. */
    private void loop() {
        Reg counter = scope.saved();
        if (counter == null || loops > 0) {
            return;
        }
        loops++;
        scope.move(counter, 0);
        Known entry = scope.known;
        entry.clobber();
        entry.widen();
        List<Reg> pinned = new ArrayList<>();
        for (Reg reg : entry.where(held -> !held.isNumber())) {
            if (!entry.isPinned(reg)) {
                entry.pin(reg, true);
                pinned.add(reg);
            }
        }
        if (!entry.isPinned(counter)) {
            entry.pin(counter, true);
            pinned.add(counter);
        }
        Known before = entry.copy();
        Draft.Mark top = new Draft.Mark();
        scope.draft.place(top);
        block();
        for (Reg reg : before.where(Held::isNumber)) {
            Held held = scope.known.of(reg);
            if (held == null || !held.isNumber()) {
                scope.move(reg, scope.constant());
            }
        }
        scope.alu(AluOp.ADD, counter, 1);
        scope.draft.jumpIf(
                scope.width(),
                scope.oneOf(JmpOp.JLT, JmpOp.JNE, JmpOp.JSLT),
                counter,
                new Imm(1 + scope.below(12)),
                top);
        scope.known.meet(before);
        pinned.forEach(reg -> scope.known.pin(reg, false));
        loops--;
    }

    private void callFunction() {
        Known known = scope.known;
        boolean clobberedPinned = false;
        for (int i = 0; i <= 5; i++) {
            clobberedPinned |= known.isPinned(Reg.of(i));
        }
        if (inFunction || clobberedPinned) {
            return;
        }
        for (Reg reg : List.of(Reg.R1, Reg.R2)) {
            Reg number = scope.having(Held::isNumber);
            if (number == null) {
                scope.move(reg, scope.constant());
            } else {
                scope.move(reg, number);
            }
        }
        if (functions.isEmpty() || (functions.size() < 3 && scope.chance(50))) {
            functions.add(new Draft.Mark());
        }
        scope.draft.call(scope.oneOf(functions));
        known.clobber();
        known.put(Reg.R0, Held.ANY_NUMBER);
    }
}
