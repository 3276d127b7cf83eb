package dev.bpflab.grade;

import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;

/**
 * Runs submissions and has them judged, each by itself: nothing that one does reaches another, the grader, or the next one.
 * Several threads may ask at once.
 */
public interface Examiner extends AutoCloseable {
    /** Takes away what it has made for running submissions. */
    @Override
    default void close() {}

    /** Returns what keeps submissions apart, in one line for reports, such as {@code bubblewrap as user 64001}. */
    String tier();

    /**
     * Runs a submission in a fresh session and returns how each step did ({@link Assignment#judge}). However the run ends
     * there is a report, which says so ({@link SubmissionReport#ending()}); what was passed before that counts.
     *
     * @param seed what the events of its host and of its trials come from
     * @throws InterruptedException when the calling thread is interrupted: the run is ended, and there is no report
     */
    SubmissionReport examine(Assignment assignment, Submission submission, long seed) throws InterruptedException;
}
