package dev.bpflab.sim;

/** A place where links keep programs. */
interface AttachPoint {
    /** Adds a link; returns 0, or a negated errno when the place does not take it. */
    int add(LinkObject link);

    /** Takes a link away, if it is there. */
    void remove(LinkObject link);
}
