package dev.bpflab.differential;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;

/** Statements on the context and on the packet that it points to. */
final class ContextStatements {
    /** The fields of {@code struct __sk_buff} that a test run gives the same values on every machine. */
    private static final Integer[] SKB = {0, 4, 8, 12, 16, 20, 24, 28, 32, 44, 48, 52, 56, 60, 64};

    private static final int SKB_DATA = 76;
    private static final int SKB_END = 80;

    private final Scope scope;

    ContextStatements(Scope scope) {
        this.scope = scope;
    }

    void load() {
        Reg ctx = scope.having(held -> held.is(Held.Kind.CTX));
        if (ctx == null) {
            return;
        }
        Size size = Size.W;
        int offset;
        switch (scope.type) {
            case SOCKET_FILTER, SCHED_CLS -> {
                size = scope.oneOf(Size.W, Size.W, Size.H, Size.B);
                offset = scope.oneOf(SKB) + size.bytes() * scope.below(4 / size.bytes());
            }
            case XDP -> offset = scope.chance(50) ? 12 : 16;
            case TRACEPOINT -> {
                size = scope.size();
                offset = 8 + size.bytes() * scope.below(64 / size.bytes());
            }
            case RAW_TRACEPOINT -> {
                size = Size.DW;
                offset = 8 * scope.below(12);
            }
            default -> {
                size = Size.DW;
                offset = 8 * scope.below(21);
            }
        }
        Reg dst = scope.free();
        if (scope.known.isPinned(dst)) {
            return;
        }
        boolean signed = size != Size.DW && scope.type == ProgramType.TRACEPOINT && scope.chance(20);
        scope.add(new Insn.Load(size, signed, dst, ctx, (short) offset));
        scope.known.put(dst, Held.ANY_NUMBER);
    }

    void store() {
        Reg ctx = scope.having(held -> held.is(Held.Kind.CTX));
        Reg value = scope.having(Held::isNumber);
        boolean skb = scope.type == ProgramType.SOCKET_FILTER || scope.type == ProgramType.SCHED_CLS;
        if (ctx == null || value == null || !skb) {
            return;
        }
        Integer[] cb = {48, 52, 56, 60, 64};
        Integer[] more = {8, 32, 44, 48, 52, 56, 60, 64, 72};
        int offset = scope.oneOf(scope.type == ProgramType.SCHED_CLS ? more : cb);
        scope.add(new Insn.Store(Size.W, ctx, (short) offset, scope.chance(20) ? new Imm(scope.below(9)) : value));
    }

    /** Compares a packet pointer with the packet's end and lets the body work on what is there. */
    void checkPacket(Runnable body) {
        Reg ctx = scope.having(held -> held.is(Held.Kind.CTX));
        Reg data = scope.saved();
        if (ctx == null || data == null || data == ctx || !Scope.hasPacket(scope.type)) {
            return;
        }
        Reg end = scope.free();
        Reg behind = scope.free();
        if (end == data || end == ctx || behind == data || behind == end || behind == ctx) {
            return;
        }
        boolean xdp = scope.type == ProgramType.XDP;
        scope.add(new Insn.Load(Size.W, false, data, ctx, (short) (xdp ? 0 : SKB_DATA)));
        scope.add(new Insn.Load(Size.W, false, end, ctx, (short) (xdp ? 4 : SKB_END)));
        scope.known.put(data, null);
        scope.known.put(end, null);
        scope.known.put(behind, null);
        if (scope.chance(25)) {
            Reg index = scope.boundedNumber(scope.chance(50) ? 15 : 63);
            if (index == data || index == end) {
                return;
            }
            scope.alu(AluOp.ADD, data, index);
        }
        int room = 1 + scope.below(scope.chance(80) ? 24 : 80);
        scope.alu(AluOp.MOV, behind, data);
        scope.alu(AluOp.ADD, behind, room);
        // the index may have been there
        scope.known.put(behind, null);
        Draft.Mark skip = new Draft.Mark();
        Draft.Mark fits = new Draft.Mark();
        switch (scope.below(4)) {
            case 0 -> scope.draft.jumpIf(Width.W64, JmpOp.JLT, end, behind, skip);
            case 1 -> {
                scope.draft.jumpIf(Width.W64, JmpOp.JLE, behind, end, fits);
                scope.draft.jump(Width.W64, skip);
            }
            case 2 -> {
                scope.draft.jumpIf(Width.W64, JmpOp.JGE, end, behind, fits);
                scope.draft.jump(Width.W64, skip);
            }
            default -> scope.draft.jumpIf(Width.W64, JmpOp.JGT, behind, end, skip);
        }
        scope.draft.place(fits);
        Known otherwise = scope.known.copy();
        scope.known.put(data, new Held(Held.Kind.PACKET, room));
        access();
        body.run();
        scope.draft.place(skip);
        scope.known.meet(otherwise);
    }

    /** Reads or writes a checked packet. */
    void access() {
        Reg packet = scope.having(held -> held.is(Held.Kind.PACKET) && held.size() > 0);
        if (packet == null) {
            return;
        }
        int room =
                (int) java.util.Objects.requireNonNull(scope.known.of(packet)).size();
        Size size = scope.size();
        if (size.bytes() > room) {
            size = Size.B;
        }
        short offset = (short) scope.below(room - size.bytes() + 1);
        if (scope.chance(35)) {
            scope.add(new Insn.Store(size, packet, offset, scope.operand()));
        } else {
            Reg dst = scope.free();
            scope.add(new Insn.Load(size, size != Size.DW && scope.chance(25), dst, packet, offset));
            scope.known.put(dst, Held.ANY_NUMBER);
        }
    }
}
