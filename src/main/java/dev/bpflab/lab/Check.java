package dev.bpflab.lab;

import java.util.List;

/** Something that must hold for a step to be passed. Made from a lab's document by {@link LabReader}. */
public interface Check {
    /** Returns what is looked at, such as {@code map counts}. */
    String subject();

    /** Looks at what the learner has made; never changes it. */
    CheckResult judge(Scene scene);

    /** Tells whether it looks at assembled programs alone, so that it does not matter what else has happened. */
    default boolean isOfPrograms() {
        return false;
    }

    /**
     * Returns what the programs that it tries out do with their maps under a seed, in lines; programs that do the same have the
     * same. Nothing when it tries none out.
     */
    default List<String> observe(Scene scene, long seed) {
        return List.of();
    }
}
