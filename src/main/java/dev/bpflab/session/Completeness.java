package dev.bpflab.session;

/** Whether what was typed so far can be evaluated. */
public enum Completeness {
    /** There is nothing to evaluate: blank, or only comments. */
    EMPTY,
    /** It can be evaluated, also when that will show what is wrong with it. */
    COMPLETE,
    /** It goes on in the next line. */
    INCOMPLETE
}
