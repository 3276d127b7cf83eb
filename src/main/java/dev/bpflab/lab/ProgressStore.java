package dev.bpflab.lab;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where learners' progress is kept. */
public interface ProgressStore {
    /** Returns a store that keeps nothing beyond itself: for scripts, whose runs are no learner's progress. */
    static ProgressStore inMemory() {
        return new ProgressStore() {
            private final Map<String, LabProgress> kept = new HashMap<>();
            private final Map<String, Deque<LabProgress>> backups = new HashMap<>();

            @Override
            public LabProgress load(Lab lab) {
                return kept.getOrDefault(lab.id(), LabProgress.begin(lab));
            }

            @Override
            public void save(Lab lab, LabProgress progress) {
                kept.put(lab.id(), progress);
            }

            @Override
            public Optional<String> backUp(Lab lab) {
                LabProgress saved = kept.get(lab.id());
                if (saved == null) {
                    return Optional.empty();
                }
                backups.computeIfAbsent(lab.id(), id -> new ArrayDeque<>()).push(saved);
                return Optional.of("memory");
            }

            @Override
            public Optional<String> bringBack(Lab lab) {
                Deque<LabProgress> backedUp = backups.getOrDefault(lab.id(), new ArrayDeque<>());
                if (backedUp.isEmpty()) {
                    return Optional.empty();
                }
                kept.put(lab.id(), backedUp.pop());
                return Optional.of("memory");
            }
        };
    }

    /** Returns the progress that was saved, that of a beginner when there is none. */
    LabProgress load(Lab lab);

    /** Saves progress in the place of what was saved before. */
    void save(Lab lab, LabProgress progress);

    /** Copies what is saved, so that a restart loses nothing; returns where to, empty when there was nothing. */
    Optional<String> backUp(Lab lab);

    /**
     * Puts the last copy that {@link #backUp} made in the place of what is saved, which becomes a copy itself; returns where
     * that is, empty when there was no copy.
     */
    Optional<String> bringBack(Lab lab);

    /** Returns what was saved last of another version of the lab; empty when nothing was. */
    default Optional<Earlier> earlier(Lab lab) {
        return Optional.empty();
    }

    /** Returns when something was saved last; empty when nothing was. */
    default Optional<Instant> lastSaved(Lab lab) {
        return Optional.empty();
    }

    /**
     * Progress made with another version of a lab.
     *
     * @param progress the progress
     * @param place where it is kept
     */
    record Earlier(LabProgress progress, String place) {}
}
