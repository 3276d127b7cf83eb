package dev.bpflab.bpf;

import java.util.function.LongSupplier;

/** What an update may do (bpf(2), BPF_MAP_UPDATE_ELEM). */
public enum UpdateFlag implements LongSupplier {
    /** Create or overwrite. */
    ANY,
    /** Create only; EEXIST when the key is there. */
    NOEXIST,
    /** Overwrite only; ENOENT when the key is not there. */
    EXIST;

    /** Returns the number in the flags field. */
    public long number() {
        return ordinal();
    }

    /** Returns the number, so that the assembler's words take the flag by its name. */
    @Override
    public long getAsLong() {
        return number();
    }
}
