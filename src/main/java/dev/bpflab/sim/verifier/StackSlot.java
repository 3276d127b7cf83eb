package dev.bpflab.sim.verifier;

import java.util.Arrays;

/**
 * Eight bytes of a stack frame. Byte 7 is the one at the lowest address, as in the kernel; a spilled register fills the
 * bytes from there on.
 */
final class StackSlot {
    static final byte INVALID = 0;
    static final byte SPILL = 1;
    static final byte MISC = 2;
    static final byte ZERO = 3;
    private static final char[] LETTERS = {'?', 'r', 'm', '0'};

    /** A slot that was never written, in states that no longer change. */
    static final StackSlot NOTHING = new StackSlot();

    final byte[] kinds;
    final RegState spilled;
    /** Whether remembered states hold this slot too, so that it must be copied before it changes. */
    boolean shared;

    StackSlot() {
        this(new byte[8], new RegState());
    }

    private StackSlot(byte[] kinds, RegState spilled) {
        this.kinds = kinds;
        this.spilled = spilled;
    }

    StackSlot copy() {
        return new StackSlot(kinds.clone(), spilled.copy());
    }

    boolean holdsRegister() {
        return kinds[7] == SPILL;
    }

    boolean holdsScalar() {
        return holdsRegister() && spilled.isScalar();
    }

    /** Returns how many bytes of a register were spilled here. */
    int spillSize() {
        int size = 1;
        for (int i = 7; i > 0 && kinds[i - 1] == SPILL; i--) {
            size++;
        }
        return size;
    }

    void spill(RegState reg, int size) {
        spilled.set(reg);
        for (int i = 7; i >= 0; i--) {
            if (i > 7 - size) {
                kinds[i] = SPILL;
            } else if (kinds[i] != ZERO && kinds[i] != INVALID) {
                kinds[i] = MISC;
            }
        }
    }

    /** Forgets the spilled register and keeps its bytes as unknown ones. */
    void scrub() {
        if (holdsRegister()) {
            for (int i = 0; i < 8; i++) {
                if (kinds[i] != INVALID) {
                    kinds[i] = MISC;
                }
            }
        }
        spilled.setNotInit();
    }

    boolean isEmpty() {
        for (byte kind : kinds) {
            if (kind != INVALID) {
                return false;
            }
        }
        return true;
    }

    boolean isAll(byte kind) {
        for (byte each : kinds) {
            if (each != kind) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether nothing that a read depends on is known of it: all bytes are unknown or never written. */
    boolean isMisc() {
        for (byte kind : kinds) {
            if (kind != MISC && kind != INVALID) {
                return false;
            }
        }
        return true;
    }

    /** Returns the kernel's letters for the bytes above a spilled register, or for all. */
    String letters() {
        StringBuilder letters = new StringBuilder();
        for (byte kind : kinds) {
            if (kind == SPILL && holdsRegister()) {
                break;
            }
            letters.append(LETTERS[kind]);
        }
        return letters.toString();
    }

    @Override
    public String toString() {
        return Arrays.toString(kinds);
    }
}
