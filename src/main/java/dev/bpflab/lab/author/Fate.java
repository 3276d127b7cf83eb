package dev.bpflab.lab.author;

/** What became of a mutant. */
public enum Fate {
    /** A check found it. */
    CAUGHT,
    /** It does not compile, or is refused, so that a learner is told at once. */
    NOT_RUN,
    /** No check found it, and nothing was seen to be otherwise than with the solution itself. */
    EQUIVALENT,
    /** No check found it; it is a number of which the lab leaves open how large it is. */
    OPEN,
    /** No check found it, and maps were made otherwise, but hold the same. */
    MADE_OTHERWISE,
    /** No check found it, and maps hold something else than with the solution: the checks should say more. */
    LET_THROUGH;

    /** Tells whether no check found it. */
    public boolean isLetThrough() {
        return ordinal() >= EQUIVALENT.ordinal();
    }
}
