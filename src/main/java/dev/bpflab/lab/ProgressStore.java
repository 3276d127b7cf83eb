package dev.bpflab.lab;

import java.util.HashMap;
import java.util.Map;

/** Where learners' progress is kept. */
public interface ProgressStore {
    /** Returns a store that keeps nothing beyond itself: for scripts, whose runs are no learner's progress. */
    static ProgressStore inMemory() {
        return new ProgressStore() {
            private final Map<String, LabProgress> kept = new HashMap<>();

            @Override
            public LabProgress load(Lab lab) {
                return kept.getOrDefault(lab.id(), LabProgress.begin(lab));
            }

            @Override
            public void save(Lab lab, LabProgress progress) {
                kept.put(lab.id(), progress);
            }

            @Override
            public boolean backUp(Lab lab) {
                return kept.containsKey(lab.id());
            }
        };
    }

    /** Returns the progress that was saved, that of a beginner when there is none. */
    LabProgress load(Lab lab);

    /** Saves progress in the place of what was saved before. */
    void save(Lab lab, LabProgress progress);

    /** Puts what is saved aside, so that a restart loses nothing; returns whether there was anything. */
    boolean backUp(Lab lab);
}
