package dev.bpflab.differential;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;

/** Statements that write records to the program's ring buffer. */
final class RingbufStatements {
    /** Which of the maps it is. */
    static final int MAP = 2;

    private final Scope scope;
    private final MapStatements calls;

    RingbufStatements(Scope scope, MapStatements calls) {
        this.scope = scope;
        this.calls = calls;
    }

    private void ring() {
        scope.add(new Insn.LdImm64(Reg.R1, ImmKind.MAP_FD, MAP, 0));
        scope.known.put(Reg.R1, null);
    }

    private int flags() {
        return scope.chance(80) ? 0 : scope.below(4);
    }

    /** Copies bytes of the stack, or asks how full the ring is. */
    void output() {
        if (calls.callsForbidden()) {
            return;
        }
        if (scope.chance(20)) {
            ring();
            scope.move(Reg.R2, scope.below(5));
            calls.call(Helper.RINGBUF_QUERY);
            return;
        }
        int length = 1 + scope.below(16);
        int offset = -Known.STACK + 8 * scope.below((Known.STACK - 16) / 8);
        if (scope.known.holdsPointer(offset, 16)) {
            // An address would be copied, which is another one on each host.
            return;
        }
        scope.fillStack(offset, 16);
        scope.stackPointer(Reg.R2, offset);
        ring();
        scope.move(Reg.R3, length);
        scope.move(Reg.R4, flags());
        calls.call(Helper.RINGBUF_OUTPUT);
    }

    /** Reserves a record, writes to it and reads from it, lets the body run, and gives it back. */
    void reserve(Runnable body) {
        Reg record = scope.saved();
        if (calls.callsForbidden() || record == null) {
            return;
        }
        int size = 8 * (1 + scope.below(4));
        ring();
        scope.move(Reg.R2, scope.chance(90) ? size : 1 << scope.below(14));
        scope.move(Reg.R3, scope.chance(95) ? 0 : 1);
        calls.call(Helper.RINGBUF_RESERVE);
        scope.known.put(Reg.R0, null);
        scope.move(record, Reg.R0);
        Draft.Mark skip = new Draft.Mark();
        scope.draft.jumpIf(Width.W64, JmpOp.JEQ, record, new Imm(0), skip);
        Known otherwise = scope.known.copy();
        otherwise.put(record, Held.number(0));
        scope.known.put(record, new Held(Held.Kind.RECORD, size));
        scope.known.pin(record, true);
        access(record, size);
        body.run();
        access(record, size);
        scope.known.pin(record, false);
        scope.move(Reg.R1, record);
        scope.move(Reg.R2, flags());
        calls.call(scope.chance(70) ? Helper.RINGBUF_SUBMIT : Helper.RINGBUF_DISCARD);
        scope.known.put(Reg.R0, null);
        scope.known.forgetRecords();
        scope.draft.place(skip);
        scope.known.meet(otherwise);
    }

    private void access(Reg record, int size) {
        Size width = scope.size();
        short offset = (short) (scope.below(size / width.bytes()) * width.bytes());
        if (scope.chance(60)) {
            scope.add(new Insn.Store(width, record, offset, scope.operand()));
        } else {
            Reg dst = scope.free();
            scope.add(new Insn.Load(width, false, dst, record, offset));
            scope.known.put(dst, Held.ANY_NUMBER);
        }
    }
}
