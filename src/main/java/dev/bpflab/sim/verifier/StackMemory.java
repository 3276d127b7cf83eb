package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/** Reads and writes of stack frames. A privileged program may read bytes that were never written. */
final class StackMemory {
    private static final long MAX_OFFSET = 1L << 29;

    private final Env env;

    StackMemory(Env env) {
        this.env = env;
    }

    /** Checks that an access stays in the frame, and notes how deep the function's stack is. */
    void checkBounds(Reg regno, int offset, int size, boolean write) {
        RegState reg = env.reg(regno);
        String doing = write ? " write to" : " read from";
        boolean known = reg.num.isConst();
        long min;
        long end;
        if (known) {
            min = reg.num.bits.value() + offset;
            end = min + size;
        } else {
            if (reg.num.smax >= MAX_OFFSET || reg.num.smin <= -MAX_OFFSET) {
                throw env.reject(Errno.EACCES, "invalid unbounded variable-offset%s stack R%d", doing, regno.number());
            }
            min = reg.num.smin + offset;
            end = reg.num.smax + offset + size;
        }
        boolean outside = min < -Frame.MAX_STACK || min > -1;
        if (!outside && end <= 0 && size >= 0) {
            Frame frame = frameOf(reg);
            frame.grow((int) -min);
            int depth = -(int) min;
            env.stackDepths[frame.subprogram] = Math.max(env.stackDepths[frame.subprogram], depth);
            return;
        }
        Errno errno = outside ? Errno.EACCES : end > 0 ? Errno.EINVAL : Errno.EFAULT;
        if (known) {
            throw env.reject(errno, "invalid%s stack R%d off=%d size=%d", doing, regno.number(), min, size);
        }
        throw env.reject(
                errno,
                "invalid variable-offset%s stack R%d var_off=%s off=%d size=%d",
                doing,
                regno.number(),
                reg.num.bits,
                offset,
                size);
    }

    Frame frameOf(RegState pointer) {
        return env.cur.frames.get(pointer.frame);
    }

    /** Reads; {@code dst} is null when the value goes nowhere, as in an atomic operation without fetch. */
    void read(Reg regno, int offset, int size, @Nullable RegState dst) {
        RegState reg = env.reg(regno);
        if (reg.num.isConst()) {
            readAt(frameOf(reg), (int) (offset + reg.num.bits.value()), size, dst);
            return;
        }
        if (dst == null) {
            throw env.reject(
                    Errno.EACCES,
                    "variable offset stack pointer cannot be passed into helper function; var_off=%s off=%d size=%d",
                    reg.num.bits,
                    offset,
                    size);
        }
        checkInitialized(regno, offset, size, false, false, null);
        int min = (int) (reg.num.smin + offset);
        int end = (int) (reg.num.smax + offset) + size;
        readBytes(frameOf(reg), min, end, dst);
    }

    private void readAt(Frame frame, int offset, int size, @Nullable RegState dst) {
        StackSlot slot = frame.slotAt(offset);
        int index = Frame.indexOf(offset);
        env.touchStack(offset);
        env.liveness.read(frame.number, index, env.slot);
        if (!slot.holdsRegister()) {
            if (dst != null) {
                readBytes(frame, offset, offset + size, dst);
            }
            return;
        }
        int spilled = slot.spillSize();
        if (size == 8 && spilled == 8) {
            if (dst != null) {
                dst.set(slot.spilled);
            }
            env.recordAccess(frame.number, index);
            return;
        }
        if (!slot.spilled.isScalar()) {
            throw env.reject(Errno.EACCES, "invalid size of register fill");
        }
        if (dst == null) {
            return;
        }
        if (size <= spilled && offset % 8 == 0) {
            if (size == 4 && spilled == 4 && slot.spilled.width() <= 32) {
                env.identify(slot.spilled);
            }
            dst.set(slot.spilled);
            if (slot.spilled.width() > size * 8) {
                dst.forgetId();
            }
            env.recordAccess(frame.number, index);
            return;
        }
        int fromSpill = 0;
        int zeros = 0;
        for (int i = 0; i < size; i++) {
            byte kind = slot.kinds[Frame.byteOf(offset + i)];
            fromSpill += kind == StackSlot.SPILL ? 1 : 0;
            zeros += kind == StackSlot.ZERO ? 1 : 0;
        }
        if (fromSpill == size && slot.spilled.num.bits.isConst(0)) {
            dst.setConst(0);
            env.recordAccess(frame.number, index);
        } else if (zeros == size) {
            dst.setConst(0);
        } else {
            dst.setUnknown();
        }
    }

    private void readBytes(Frame frame, int from, int to, RegState dst) {
        for (int offset = from; offset < to; offset++) {
            env.touchStack(offset);
            if (frame.slotAt(offset).kinds[Frame.byteOf(offset)] != StackSlot.ZERO) {
                dst.setUnknown();
                return;
            }
        }
        dst.setConst(0);
    }

    /**
     * Writes a register, a constant, or (both null) bytes of which nothing is known.
     *
     * @param constant the immediate of a store instruction
     */
    void write(Reg regno, int offset, int size, @Nullable Reg valueReg, @Nullable Integer constant) {
        RegState reg = env.reg(regno);
        Frame frame = frameOf(reg);
        boolean keepsZeros;
        if (reg.num.isConst()) {
            keepsZeros = writeAt(frame, (int) (offset + reg.num.bits.value()), size, valueReg, constant);
        } else {
            keepsZeros = writeAnywhere(frame, reg, offset, size, valueReg, constant);
        }
        if (keepsZeros && valueReg != null) {
            env.precision.mark(valueReg);
        }
    }

    private @Nullable RegState stateOf(@Nullable Reg reg) {
        return reg == null ? null : env.reg(reg);
    }

    /** Returns whether the bytes are zeros only because the number written is known to be 0. */
    private boolean writeAt(Frame frame, int offset, int size, @Nullable Reg valueReg, @Nullable Integer constant) {
        StackSlot slot = frame.slotAt(offset);
        RegState value = stateOf(valueReg);
        int index = Frame.indexOf(offset);
        env.touchStack(offset);
        if (offset % 8 == 0 && size == 8) {
            env.liveness.write(frame.number, index);
        }
        boolean aligned = offset % 8 == 0;
        if (value != null && aligned && value.isScalar()) {
            boolean fits = value.width() <= size * 8;
            if (fits) {
                env.identify(value);
            }
            slot.spill(value, size);
            if (!fits) {
                slot.spilled.forgetId();
            }
            env.recordAccess(frame.number, index);
            return false;
        }
        if (constant != null && aligned) {
            slot.spill(RegState.constant(constant), size);
            env.recordAccess(frame.number, index);
            return false;
        }
        if (value != null && value.isPointer()) {
            if (size != 8) {
                throw env.reject(Errno.EACCES, "invalid size of register spill");
            }
            if (frame != env.frame() && value.type == RegType.STACK) {
                throw env.reject(Errno.EINVAL, "cannot spill pointers to stack into stack frame of the caller");
            }
            slot.spill(value, size);
            env.recordAccess(frame.number, index);
            return false;
        }
        slot.scrub();
        boolean zero = isZero(value, constant);
        for (int i = 0; i < size; i++) {
            slot.kinds[Frame.byteOf(offset + i)] = zero ? StackSlot.ZERO : StackSlot.MISC;
        }
        return zero;
    }

    private static boolean isZero(@Nullable RegState value, @Nullable Integer constant) {
        return value != null ? value.isNull() : constant != null && constant == 0;
    }

    private boolean writeAnywhere(
            Frame frame, RegState reg, int offset, int size, @Nullable Reg valueReg, @Nullable Integer constant) {
        boolean zero = isZero(stateOf(valueReg), constant);
        boolean keepsZeros = false;
        int min = (int) (reg.num.smin + offset);
        int end = (int) (reg.num.smax + offset) + size;
        for (int at = min; at < end; at++) {
            StackSlot slot = frame.slotAt(at);
            env.touchStack(at);
            int index = Frame.byteOf(at);
            boolean keepsZeroSpill = zero
                    && slot.kinds[index] == StackSlot.SPILL
                    && slot.holdsScalar()
                    && slot.spilled.num.bits.isConst(0);
            if (keepsZeroSpill) {
                keepsZeros = true;
                continue;
            }
            boolean staysZero = zero && slot.kinds[index] == StackSlot.ZERO;
            keepsZeros |= staysZero;
            slot.scrub();
            slot.kinds[index] = staysZero ? StackSlot.ZERO : StackSlot.MISC;
        }
        return keepsZeros;
    }

    /** What a helper is about to write without reading: filled in here, done once all arguments are checked. */
    static final class RawWrite {
        @Nullable
        Reg regno;

        int size;
    }

    /** Checks the memory that a helper, or a read at a variable offset, touches. */
    void checkInitialized(Reg regno, int offset, int size, boolean zeroAllowed, boolean write, @Nullable RawWrite raw) {
        if (size == 0 && !zeroAllowed) {
            throw env.reject(Errno.EACCES, "invalid zero-sized read");
        }
        checkBounds(regno, offset, size, write);
        RegState reg = env.reg(regno);
        boolean known = reg.num.isConst();
        if (known && raw != null) {
            raw.regno = regno;
            raw.size = size;
            return;
        }
        int min = (int) ((known ? reg.num.bits.value() : reg.num.smin) + offset);
        int max = (int) ((known ? reg.num.bits.value() : reg.num.smax) + offset);
        Frame frame = frameOf(reg);
        for (int at = min; at < max + size; at++) {
            StackSlot slot = frame.slotAt(at);
            int index = Frame.byteOf(at);
            byte kind = slot.kinds[index];
            if (write && (kind == StackSlot.ZERO || kind == StackSlot.INVALID)) {
                slot.kinds[index] = StackSlot.MISC;
            } else if (write && slot.holdsRegister() && kind != StackSlot.MISC) {
                slot.scrub();
            }
            env.liveness.read(frame.number, Frame.indexOf(at), env.slot);
        }
    }
}
