package dev.bpflab.lab;

/** Something that must hold for a step to be passed. Made from a lab's document by {@link LabReader}. */
public interface Check {
    /** Returns what is looked at, such as {@code map counts}. */
    String subject();

    /** Looks at what the learner has made; never changes it. */
    CheckResult judge(Scene scene);
}
