package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Arithmetic on a pointer and a number. */
final class PointerOps {
    private static final long MAX_OFFSET = 1L << 29;

    private final Env env;

    PointerOps(Env env) {
        this.env = env;
    }

    /** Sets {@code dst} to the pointer moved by the number; {@code dst} is one of the two. */
    void apply(Width width, AluOp op, Reg dst, RegState pointer, RegState number) {
        RegState result = env.reg(dst);
        Bounds by = number.num;
        boolean known = by.isConst();
        if ((known && (by.smin != by.smax || by.umin != by.umax))
                || by.smin > by.smax
                || Long.compareUnsigned(by.umin, by.umax) > 0) {
            result.setUnknown();
            return;
        }
        if (width == Width.W32) {
            if (op == AluOp.SUB) {
                result.setUnknown();
                return;
            }
            throw env.reject(Errno.EACCES, "R%d 32-bit pointer arithmetic prohibited", dst.number());
        }
        if (pointer.orNull) {
            throw env.reject(
                    Errno.EACCES,
                    "R%d pointer arithmetic on %s prohibited, null-check it first",
                    dst.number(),
                    pointer.typeName());
        }
        boolean movesNothing = known && by.smin == 0 && op == AluOp.ADD;
        if (pointer.type == RegType.PACKET_END || (pointer.type == RegType.MAP_PTR && !movesNothing)) {
            throw env.reject(Errno.EACCES, "R%d pointer arithmetic on %s prohibited", dst.number(), pointer.typeName());
        }
        checkSane(number, pointer);
        checkSane(pointer, pointer);
        RegState from = pointer.copy();
        Bounds moved = by.copy();
        switch (op) {
            case ADD -> {
                result.set(from);
                add(result, from, moved);
            }
            case SUB -> {
                if (result == number) {
                    throw env.reject(Errno.EACCES, "R%d tried to subtract pointer from scalar", dst.number());
                }
                if (from.type == RegType.STACK) {
                    throw env.reject(Errno.EACCES, "R%d subtraction from stack pointer prohibited", dst.number());
                }
                sub(result, from, moved);
            }
            case AND, OR, XOR ->
                throw env.reject(
                        Errno.EACCES, "R%d bitwise operator %s on pointer prohibited", dst.number(), op.symbol());
            default ->
                throw env.reject(
                        Errno.EACCES, "R%d pointer arithmetic with %s operator prohibited", dst.number(), symbolOf(op));
        }
        checkSane(result, from);
        result.num.sync();
    }

    /** The kernel's table knows no signed division. */
    static String symbolOf(AluOp op) {
        return switch (op) {
            case SDIV -> AluOp.DIV.symbol();
            case SMOD -> AluOp.MOD.symbol();
            case NEG -> "neg";
            default -> op.symbol();
        };
    }

    private void add(RegState result, RegState from, Bounds by) {
        result.num.unbound32();
        long off = from.off + by.smin;
        if (by.isConst() && off == (int) off) {
            result.off = (int) off;
            return;
        }
        ScalarOps.addRanges64(result.num, from.num, by);
        result.num.bits = from.num.bits.add(by.bits);
        if (from.type.isPacket()) {
            result.id = env.newId();
            result.range = 0;
        }
    }

    private void sub(RegState result, RegState from, Bounds by) {
        result.num.unbound32();
        long off = from.off - by.smin;
        if (by.isConst() && off == (int) off) {
            result.off = (int) off;
            return;
        }
        Bounds num = result.num;
        num.smin = from.num.smin - by.smax;
        num.smax = from.num.smax - by.smin;
        if (ScalarOps.overflowsSub(from.num.smin, by.smax, num.smin)
                || ScalarOps.overflowsSub(from.num.smax, by.smin, num.smax)) {
            num.smin = Long.MIN_VALUE;
            num.smax = Long.MAX_VALUE;
        }
        if (Long.compareUnsigned(from.num.umin, by.umax) < 0) {
            num.umin = 0;
            num.umax = -1L;
        } else {
            num.umin = from.num.umin - by.umax;
            num.umax = from.num.umax - by.umin;
        }
        num.bits = from.num.bits.sub(by.bits);
        if (from.type.isPacket()) {
            result.id = env.newId();
            if (by.smin < 0) {
                result.range = 0;
            }
        }
    }

    private void checkSane(RegState reg, RegState pointer) {
        String name = pointer.typeName();
        Bounds num = reg.num;
        if (num.isConst() && (num.bits.value() >= MAX_OFFSET || num.bits.value() <= -MAX_OFFSET)) {
            throw env.reject(Errno.EINVAL, "math between %s pointer and %d is not allowed", name, num.bits.value());
        }
        if (reg.off >= MAX_OFFSET || reg.off <= -MAX_OFFSET) {
            throw env.reject(Errno.EINVAL, "%s pointer offset %d is not allowed", name, reg.off);
        }
        if (num.smin == Long.MIN_VALUE) {
            throw env.reject(
                    Errno.EINVAL, "math between %s pointer and register with unbounded min value is not allowed", name);
        }
        if (num.smin >= MAX_OFFSET || num.smin <= -MAX_OFFSET) {
            throw env.reject(Errno.EINVAL, "value %d makes %s pointer be out of bounds", num.smin, name);
        }
    }
}
