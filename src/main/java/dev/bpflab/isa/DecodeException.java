package dev.bpflab.isa;

/** Bytes that are no instruction: which slot, its eight bytes, and the cause. */
public final class DecodeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int slot;

    DecodeException(int slot, String bytes, String cause) {
        super("decode slot " + slot + " (" + bytes + "): " + cause);
        this.slot = slot;
    }

    /** Returns the number of the eight-byte slot, from 0. */
    public int slot() {
        return slot;
    }
}
