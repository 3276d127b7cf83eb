package dev.bpflab.bpf;

/** What an update may do (bpf(2), BPF_MAP_UPDATE_ELEM). */
public enum UpdateFlag {
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
}
