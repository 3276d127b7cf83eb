package dev.bpflab.cli;

import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.Grading;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says how far the grading is: on a terminal in one line that is written over, with an estimate of the time left, elsewhere in
 * a line now and then. Ctrl-C ends the runs and leaves what is done.
 */
final class GradeProgress implements Grading.Progress {
    private static final int PLAIN_LINES = 20;

    private final PrintStream err;
    private final boolean terminal;
    private int all;
    private int done;
    private int before;
    private long begun;

    GradeProgress(Streams streams) {
        this.err = streams.err();
        this.terminal = streams.terminal();
    }

    @Override
    public synchronized void begins(int submissions) {
        all = submissions;
        begun = System.nanoTime();
        err.println(submissions + (submissions == 1 ? " submission" : " submissions") + " to grade");
    }

    @Override
    public synchronized void graded(Graded graded, boolean wasBefore) {
        done++;
        before += wasBefore ? 1 : 0;
        if (terminal) {
            err.print("\r\033[K" + line());
            if (done == all) {
                err.print("\r\033[K");
            }
            err.flush();
        } else if (done == all || done % Math.max(1, all / PLAIN_LINES) == 0) {
            err.println(line());
        }
    }

    private String line() {
        int now = done - before;
        String earlier = before == 0 ? "" : " (" + before + " from before)";
        String left = "";
        if (now > 0 && done < all) {
            double each = (System.nanoTime() - begun) / 1e9 / now;
            left = ", about " + time(Math.round(each * (all - done))) + " left";
        }
        return done + " of " + all + " graded" + earlier + left;
    }

    private static String time(long seconds) {
        Duration time = Duration.ofSeconds(Math.max(1, seconds));
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** What grades. */
    interface Work {
        Gradebook run() throws IOException, InterruptedException;
    }

    private synchronized void sayInterrupted() {
        err.println((terminal ? "\r\033[K" : "") + "interrupted: " + done + " of " + all
                + " are graded; the same command goes on from there");
    }

    /** Grades so that Ctrl-C lets the runs that are under way end in order; returns nothing when it came. */
    Optional<Gradebook> during(Work work) throws IOException {
        Thread grader = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    grader.interrupt();
                    try {
                        if (!ended.await(5, TimeUnit.SECONDS)) {
                            sayInterrupted();
                        }
                    } catch (InterruptedException impatient) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interrupted grading");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return Optional.of(work.run());
        } catch (InterruptedException stopped) {
            sayInterrupted();
            return Optional.empty();
        } finally {
            ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The hook runs already.
                err.flush();
            }
        }
    }
}
