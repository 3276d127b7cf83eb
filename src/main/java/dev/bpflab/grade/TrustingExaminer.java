package dev.bpflab.grade;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.session.Session;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * Runs submissions in this process, for those whose authors are trusted: a runaway loop is ended, but whoever means harm can
 * do what this process can.
 */
public final class TrustingExaminer implements Examiner {
    /** What submissions print is not part of any report, which tools read. */
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final LongFunction<Workspace> hosts;

    /**
     * Creates an examiner.
     *
     * @param hosts opens what a submission works on, by its seed: a simulated kernel, or the running one
     */
    public TrustingExaminer(LongFunction<Workspace> hosts) {
        this.hosts = hosts;
    }

    @Override
    public String tier() {
        return "none: submissions are trusted and run inside the grader";
    }

    @Override
    public SubmissionReport examine(Assignment assignment, Submission submission, long seed)
            throws InterruptedException {
        try (Workspace workspace = hosts.apply(seed);
                Session session = Session.open(workspace, NOWHERE);
                TimedSession timed = new TimedSession(session, assignment.timeout())) {
            SubmissionReport report = assignment.judge(submission, timed, seed);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return report;
        }
    }
}
