package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.TrustingExaminer;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;

/** Whether submissions are kept apart from the grader. */
final class TrustOption {
    @Option(
            names = "--trust-submissions",
            description = "run submissions inside this process: who wrote them could do what you can")
    private boolean trusted;

    /** Tells whether submissions work on the running kernel: only when that is asked for. */
    boolean isLive(App app) {
        return app.host().choice == HostOption.Choice.kernel;
    }

    /** Returns what runs submissions. */
    Examiner examiner(App app) {
        if (isLive(app)) {
            return new TrustingExaminer(seed -> app.host().open().workspace());
        }
        if (!trusted) {
            throw new CommandFailure(
                    "grade",
                    "submissions cannot be kept apart from the grader here",
                    "--trust-submissions runs them all the same, for those whose authors you trust as yourself");
        }
        LongFunction<Workspace> simulated = app.host().hosts()::simulated;
        return new TrustingExaminer(simulated);
    }
}
