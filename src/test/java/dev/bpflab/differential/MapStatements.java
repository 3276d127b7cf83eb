package dev.bpflab.differential;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.Objects;

/** Statements that call helpers, mostly on maps, and accesses to map values. */
final class MapStatements {
    private final Scope scope;

    MapStatements(Scope scope) {
        this.scope = scope;
    }

    private int anyMap() {
        return scope.below(RingbufStatements.MAP);
    }

    /** Puts a key that may be in the map on the stack and the arguments into R1 and R2. */
    private void mapAndKey(int map) {
        int offset = scope.aligned(8);
        int keySize = scope.maps.get(map).keySize();
        Reg number = scope.having(Held::isNumber);
        if (keySize == 4 && number != null && scope.chance(25)) {
            scope.add(new Insn.Store(Size.W, Reg.R10, (short) offset, number));
        } else {
            Size size = keySize == 4 ? Size.W : Size.DW;
            scope.add(new Insn.Store(size, Reg.R10, (short) offset, new Imm(scope.below(4))));
        }
        scope.known.store(offset, keySize, null);
        scope.stackPointer(Reg.R2, offset);
        scope.add(new Insn.LdImm64(Reg.R1, ImmKind.MAP_FD, map, 0));
        scope.known.put(Reg.R1, null);
    }

    /** Calls a helper; R0 holds a number then. */
    void call(Helper helper) {
        scope.add(new Insn.CallHelper(helper.id()));
        scope.known.clobber();
        scope.known.put(Reg.R0, Held.ANY_NUMBER);
    }

    /** Looks a key up and lets the body work on the value where there is one. */
    void lookup(Runnable body) {
        if (callsForbidden()) {
            return;
        }
        int map = anyMap();
        mapAndKey(map);
        call(Helper.MAP_LOOKUP_ELEM);
        scope.known.put(Reg.R0, null);
        Reg value = Reg.R0;
        Reg saved = scope.saved();
        boolean early = saved != null && scope.chance(30);
        if (early) {
            value = Objects.requireNonNull(saved);
            scope.move(value, Reg.R0);
        }
        Draft.Mark skip = new Draft.Mark();
        Draft.Mark found = new Draft.Mark();
        if (scope.chance(75)) {
            scope.draft.jumpIf(Width.W64, JmpOp.JEQ, value, new Imm(0), skip);
        } else {
            scope.draft.jumpIf(Width.W64, JmpOp.JNE, value, new Imm(0), found);
            scope.draft.jump(Width.W64, skip);
        }
        scope.draft.place(found);
        Known otherwise = scope.known.copy();
        if (!early) {
            otherwise.put(Reg.R0, Held.number(0));
        } else {
            otherwise.put(value, Held.number(0));
        }
        scope.known.put(value, new Held(Held.Kind.MAP_VALUE, scope.maps.get(map).valueSize()));
        if (!early && saved != null && scope.chance(50)) {
            scope.move(saved, Reg.R0);
        }
        access();
        body.run();
        scope.draft.place(skip);
        scope.known.meet(otherwise);
    }

    /** Reads or writes a map's value, at a constant offset or behind a bounded number. */
    void access() {
        Reg value = scope.having(held -> held.is(Held.Kind.MAP_VALUE));
        if (value == null) {
            return;
        }
        int room = (int) Objects.requireNonNull(scope.known.of(value)).size();
        if (scope.chance(30)) {
            int most = Integer.highestOneBit(room) / 2 - 1;
            Reg index = scope.boundedNumber(Math.max(0, most));
            if (index == value || scope.known.isPinned(value)) {
                return;
            }
            scope.alu(scope.chance(90) ? AluOp.ADD : AluOp.SUB, value, index);
            boolean added = ((Insn.Alu) scope.draft.insns().get(scope.draft.size() - 1)).op() == AluOp.ADD;
            if (!added) {
                scope.alu(AluOp.ADD, value, most);
            }
            scope.known.put(value, new Held(Held.Kind.MAP_VALUE, room - most));
            room -= most;
        }
        Size size = scope.size();
        while (size.bytes() > room) {
            size = Size.B;
        }
        int offset = scope.below(room / size.bytes()) * size.bytes();
        switch (scope.below(4)) {
            case 0 -> scope.add(new Insn.Store(size, value, (short) offset, scope.operand()));
            case 1 -> {
                if (size == Size.W || size == Size.DW) {
                    NumberStatements.atomic(scope, size, value, offset);
                }
            }
            default -> {
                Reg dst = scope.free();
                scope.add(new Insn.Load(size, size != Size.DW && scope.chance(25), dst, value, (short) offset));
                scope.known.put(dst, Held.ANY_NUMBER);
            }
        }
    }

    void update() {
        if (callsForbidden()) {
            return;
        }
        int map = anyMap();
        int valueSize = scope.maps.get(map).valueSize();
        Reg value = scope.having(held -> held.is(Held.Kind.MAP_VALUE) && held.size() >= valueSize);
        if (value != null && scope.chance(40)) {
            scope.move(Reg.R3, value);
            scope.known.put(Reg.R3, null);
        } else {
            int offset = -Known.STACK + 8 * scope.below((Known.STACK - valueSize) / 8);
            scope.fillStack(offset, valueSize);
            scope.stackPointer(Reg.R3, offset);
        }
        mapAndKey(map);
        scope.move(Reg.R4, scope.chance(70) ? 0 : scope.below(4));
        call(Helper.MAP_UPDATE_ELEM);
    }

    void delete() {
        if (callsForbidden()) {
            return;
        }
        mapAndKey(anyMap());
        call(Helper.MAP_DELETE_ELEM);
    }

    /** Writes to an array's value directly, by its address in the program. */
    void direct() {
        int map = anyMap();
        MapAttr attr = scope.maps.get(map);
        if (attr.type() != MapType.ARRAY.number()) {
            return;
        }
        Reg reg = scope.free();
        int offset = 4 * scope.below(attr.valueSize() / 4);
        scope.add(new Insn.LdImm64(reg, ImmKind.MAP_VALUE, map, offset));
        scope.known.put(reg, new Held(Held.Kind.MAP_VALUE, attr.valueSize() - offset));
        access();
    }

    /** Calls some other helper, in programs that can be run none whose result differs each time. */
    void callAnyHelper() {
        if (callsForbidden()) {
            return;
        }
        switch (scope.below(4)) {
            case 0 -> {
                int offset = scope.aligned(8);
                scope.fillStack(offset, 8);
                scope.stackPointer(Reg.R1, offset);
                scope.move(Reg.R2, 4 * (1 + scope.below(2)));
                scope.stackPointer(Reg.R3, offset);
                scope.move(Reg.R4, 4 * scope.below(3));
                scope.move(Reg.R5, scope.below(3));
                call(
                        Sample.canRun(scope.type)
                                ? Helper.CSUM_DIFF
                                : scope.oneOf(Helper.CSUM_DIFF, Helper.GET_CURRENT_COMM));
            }
            case 1 -> {
                int offset = scope.aligned(8);
                scope.stackPointer(Reg.R1, offset);
                scope.move(Reg.R2, 1 + scope.below(8));
                scope.move(Reg.R3, scope.below(100));
                scope.known.store(offset, 8, null);
                call(Helper.PROBE_READ_KERNEL);
            }
            case 2 -> {
                Reg ctx = scope.having(held -> held.is(Held.Kind.CTX));
                if (ctx == null) {
                    return;
                }
                int offset = scope.aligned(8);
                scope.move(Reg.R1, ctx);
                scope.move(Reg.R2, scope.below(60));
                scope.stackPointer(Reg.R3, offset);
                scope.move(Reg.R4, 1 + scope.below(8));
                scope.known.store(offset, 8, null);
                call(Helper.SKB_LOAD_BYTES);
            }
            default -> {
                if (Sample.canRun(scope.type)) {
                    return;
                }
                call(scope.oneOf(
                        Helper.KTIME_GET_NS,
                        Helper.GET_PRANDOM_U32,
                        Helper.GET_CURRENT_PID_TGID,
                        Helper.GET_CURRENT_UID_GID));
            }
        }
    }

    /** Calls overwrite R0 to R5, where nothing may be that must last. */
    boolean callsForbidden() {
        for (int i = 0; i <= 5; i++) {
            if (scope.known.isPinned(Reg.of(i))) {
                return true;
            }
        }
        return false;
    }
}
