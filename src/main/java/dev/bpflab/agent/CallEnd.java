package dev.bpflab.agent;

/** How a {@link HostCall} ended, the first field of its {@link Message#REPLY}. */
public enum CallEnd {
    /** It returned; what the call's row says follows. */
    RETURNED,
    /** It threw a {@link dev.bpflab.bpf.BpfException}, which follows. */
    FAILED,
    /** It was called with what cannot be; a text follows. */
    MISUSED
}
