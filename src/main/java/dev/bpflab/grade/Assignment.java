package dev.bpflab.grade;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabJudge;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.Trials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What submissions are judged by. It stays in the grader's process: no part of it is handed to what runs a submission.
 *
 * @param labs gives the lab with its hidden checks, a fresh one each time: checks remember what they tried last
 * @param simulated makes a fresh simulated workspace whose events follow a seed
 * @param timeout how long one submission may take, on the clock
 */
public record Assignment(Supplier<Lab> labs, LongFunction<Workspace> simulated, Duration timeout) {
    /**
     * Judges a submission in a session, which should be fresh, and reports how each step did, also when the session ends
     * early: by a {@link dev.bpflab.lab.SessionEndedException} from any of its methods.
     *
     * @param seed what the events of trials come from
     */
    public SubmissionReport judge(Submission submission, LearnerSession session, long seed) {
        return new LabJudge(labs.get(), session, Trials.of(simulated, seed)).judge(submission);
    }

    /** Reports of a submission that could not be run. */
    public SubmissionReport notRun(String name, Ending why, long seed) {
        return judge(Submission.read(name, ""), new NoSession(why), seed);
    }

    /** A session that has ended before it began. */
    private record NoSession(Ending why) implements LearnerSession {
        @Override
        public Workspace workspace() {
            throw new SessionEndedException(why);
        }

        @Override
        public Optional<Object> variable(String name) {
            throw new SessionEndedException(why);
        }

        @Override
        public List<Evaluated> evaluate(String source, Runnable afterEach) {
            throw new SessionEndedException(why);
        }
    }
}
