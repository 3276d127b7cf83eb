package dev.bpflab.differential;

import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What registers R0 to R9 and the 64 stack bytes that are used hold at one point of the program. */
final class Known {
    /** The bytes of stack that programs use. */
    static final int STACK = 64;

    private final @Nullable Held[] regs = new Held[10];
    private final @Nullable Held[] spilled = new Held[STACK / 8];
    private final BitSet written = new BitSet(STACK);
    private final BitSet pinned = new BitSet(10);

    Known copy() {
        Known copy = new Known();
        copy.set(this);
        return copy;
    }

    void set(Known other) {
        System.arraycopy(other.regs, 0, regs, 0, regs.length);
        System.arraycopy(other.spilled, 0, spilled, 0, spilled.length);
        written.clear();
        written.or(other.written);
        pinned.clear();
        pinned.or(other.pinned);
    }

    /** Keeps what is also true of another state. */
    void meet(Known other) {
        for (int i = 0; i < regs.length; i++) {
            regs[i] = Held.meet(regs[i], other.regs[i]);
        }
        written.and(other.written);
        for (int i = 0; i < spilled.length; i++) {
            Held both = Held.meet(spilled[i], other.spilled[i]);
            if (both == null && (isPointer(spilled[i]) || isPointer(other.spilled[i]))) {
                forgetAddress(i);
            }
            spilled[i] = both;
        }
    }

    private static boolean isPointer(@Nullable Held held) {
        return held != null && !held.isNumber();
    }

    /** Takes a slot for one never written: what is left of an address there is no number to work with. */
    private void forgetAddress(int slot) {
        written.clear(slot * 8, slot * 8 + 8);
        spilled[slot] = null;
    }

    @Nullable
    Held of(Reg reg) {
        return regs[reg.number()];
    }

    void put(Reg reg, @Nullable Held held) {
        regs[reg.number()] = held;
    }

    boolean isPinned(Reg reg) {
        return pinned.get(reg.number());
    }

    void pin(Reg reg, boolean on) {
        pinned.set(reg.number(), on);
    }

    /** Forgets what a call overwrites: R0 to R5. */
    void clobber() {
        Arrays.fill(regs, 0, 6, null);
    }

    /** Forgets bounds of numbers, which a loop's next round would not keep. */
    void widen() {
        for (int i = 0; i < regs.length; i++) {
            Held held = regs[i];
            regs[i] = held != null && held.isNumber() ? Held.ANY_NUMBER : held;
        }
        for (int i = 0; i < spilled.length; i++) {
            if (isPointer(spilled[i])) {
                forgetAddress(i);
            }
            spilled[i] = null;
        }
    }

    /** Notes a store of so many bytes at an offset from R10, -64 to -1; {@code held} is what eight bytes hold. */
    void store(int offset, int bytes, @Nullable Held held) {
        int at = STACK + offset;
        for (int slot = at / 8; slot <= (at + bytes - 1) / 8; slot++) {
            if (isPointer(spilled[slot])) {
                forgetAddress(slot);
            }
            spilled[slot] = null;
        }
        written.set(at, at + bytes);
        if (bytes == 8 && at % 8 == 0) {
            spilled[at / 8] = held;
        }
    }

    boolean isWritten(int offset, int bytes) {
        return written.nextClearBit(STACK + offset) >= STACK + offset + bytes;
    }

    /** Returns whether any of the bytes belongs to a spilled pointer. */
    boolean holdsPointer(int offset, int bytes) {
        for (int slot = (STACK + offset) / 8; slot <= (STACK + offset + bytes - 1) / 8; slot++) {
            if (isPointer(spilled[slot])) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Held spilledAt(int offset) {
        return spilled[(STACK + offset) / 8];
    }

    /** Forgets packet pointers, which some helpers move. */
    void forgetPackets() {
        for (int i = 0; i < regs.length; i++) {
            Held held = regs[i];
            regs[i] = held != null && held.is(Held.Kind.PACKET) ? null : held;
        }
    }

    /** Forgets records, which are nobody's any more when one was given back. */
    void forgetRecords() {
        forget(regs);
        forget(spilled);
    }

    private static void forget(@Nullable Held[] places) {
        for (int i = 0; i < places.length; i++) {
            Held held = places[i];
            places[i] = held != null && held.is(Held.Kind.RECORD) ? null : held;
        }
    }

    /** Returns the registers that hold what is wanted. */
    List<Reg> where(Predicate<Held> wanted) {
        List<Reg> found = new ArrayList<>();
        for (int i = 0; i < regs.length; i++) {
            Held held = regs[i];
            if (held != null && wanted.test(held)) {
                found.add(Reg.of(i));
            }
        }
        return found;
    }
}
