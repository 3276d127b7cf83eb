package dev.bpflab.grade;

import dev.bpflab.lab.Ending;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Grades a class: every submission by itself, several at a time, each result kept as it comes. What was graded before by the
 * same lab, hidden checks, seed and program is not graded again.
 *
 * @param assignment what submissions are judged by
 * @param by the same, for whoever reads the results
 * @param examiner what runs them
 * @param store where results are kept
 * @param secret what the seed of a submission follows from when {@link Basis#seed()} is 0
 * @param jobs how many are run at once
 */
public record Grading(Assignment assignment, Basis by, Examiner examiner, ResultStore store, long secret, int jobs) {
    /** What is told as it happens, from several threads, one at a time. */
    public interface Progress {
        /** The class is known: so many submissions. */
        void begins(int submissions);

        /** One has its marks. {@code before} tells whether it had them before this run. */
        void graded(Graded graded, boolean before);
    }

    /**
     * Grades a part of what lies in a folder.
     *
     * @param except a folder in it that is left out, such as that of the reports
     * @throws IOException when the folder cannot be read or a result cannot be kept
     * @throws InterruptedException when the thread is interrupted; what is done is kept
     */
    public Gradebook grade(Path folder, Path except, Shard shard, Progress progress)
            throws IOException, InterruptedException {
        List<Case> cases = shard.of(SubmissionFolder.list(folder, except)).stream()
                .map(handedIn -> Case.of(handedIn, by, examiner.tier(), secret))
                .toList();
        store.write(new Run(by, shard, cases.stream().map(Case::key).toList()));
        progress.begins(cases.size());
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            Object turn = new Object();
            List<Future<Graded>> results = new ArrayList<>();
            for (Case each : cases) {
                results.add(pool.submit(() -> grade(each, progress, turn)));
            }
            List<Graded> graded = new ArrayList<>();
            for (Future<Graded> result : results) {
                graded.add(result.get());
            }
            return new Gradebook(by, graded);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException full) {
                throw full;
            }
            throw new IllegalStateException("a submission could not be graded", failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Graded grade(Case each, Progress progress, Object turn) throws IOException, InterruptedException {
        Optional<Graded> before = store.read(each.key());
        Graded graded = before.isPresent() ? before.get() : graded(each);
        // A submission that was not run may be run next time.
        if (before.isEmpty()
                && (graded.report().ending().kind() != Ending.Kind.REFUSED
                        || !each.problem().isEmpty())) {
            store.write(graded);
        }
        synchronized (turn) {
            progress.graded(graded, before.isPresent());
        }
        return graded;
    }

    private Graded graded(Case each) throws InterruptedException {
        long begin = System.nanoTime();
        SubmissionReport report = report(each);
        double seconds = Math.round((System.nanoTime() - begin) / 1e7) / 100.0;
        return new Graded(
                each.handedIn().name(), each.handedIn().student(), each.key(), examiner.tier(), seconds, report);
    }

    private SubmissionReport report(Case each) throws InterruptedException {
        String name = each.handedIn().name();
        if (!each.problem().isEmpty()) {
            return assignment.notRun(name, new Ending(Ending.Kind.REFUSED, each.problem()), each.seed());
        }
        try {
            return examiner.examine(assignment, Submission.read(name, each.script()), each.seed());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError ours) {
            // Whatever went wrong, the rest of the class is graded.
            return assignment.notRun(
                    name, new Ending(Ending.Kind.REFUSED, "the grader failed on it: " + ours), each.seed());
        }
    }
}
