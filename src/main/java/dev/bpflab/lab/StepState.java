package dev.bpflab.lab;

/** How far a learner is with a step. */
public enum StepState {
    /** Not passed yet. */
    OPEN,
    /** Passed; stays so until it is restarted. */
    PASSED,
    /** Left without passing it; can be come back to. */
    SKIPPED
}
