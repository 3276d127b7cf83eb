package dev.bpflab.isa;

import org.jspecify.annotations.Nullable;

/** What the 64-bit immediate of an {@code ld_imm64} stands for, told by its source register field (RFC 9669 §5.4). */
public enum ImmKind {
    /** A plain 64-bit number. */
    VALUE,
    /** The map behind a file descriptor (BPF_PSEUDO_MAP_FD). */
    MAP_FD,
    /** The address of a value in the map behind a file descriptor; the second half is the offset (BPF_PSEUDO_MAP_VALUE). */
    MAP_VALUE,
    /** The address of a kernel variable by its BTF id; the second half is a module's BTF descriptor (BPF_PSEUDO_BTF_ID). */
    BTF_ID,
    /** The address of a function of this program; the first half is an offset in slots (BPF_PSEUDO_FUNC). */
    FUNC,
    /** The map at an index of the load call's fd_array (BPF_PSEUDO_MAP_IDX). */
    MAP_IDX,
    /** The address of a value in the map at an index of fd_array (BPF_PSEUDO_MAP_IDX_VALUE). */
    MAP_IDX_VALUE;

    private static final ImmKind[] ALL = values();

    /** Returns whether the second half counts; it must be 0 where it does not. */
    public boolean usesHigh() {
        return this != MAP_FD && this != FUNC && this != MAP_IDX;
    }

    /** Returns the kind with this number in the source register field, or null when there is none. */
    static @Nullable ImmKind of(int srcReg) {
        return srcReg < ALL.length ? ALL[srcReg] : null;
    }

    /** Returns what stands in the source register field. */
    public int srcReg() {
        return ordinal();
    }
}
