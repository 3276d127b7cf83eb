package dev.bpflab.cli;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.Sandbox;
import dev.bpflab.grade.SandboxUnavailableException;
import dev.bpflab.grade.TrustingExaminer;
import dev.bpflab.grade.agent.IsolatedExaminer;
import dev.bpflab.kernel.UserProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;

/** Whether submissions are kept apart from the grader. */
final class TrustOption {
    @Option(
            names = "--trust-submissions",
            description = "run submissions inside this process: who wrote them can do what you can")
    private boolean trusted;

    /** Tells whether submissions work on the running kernel, which is for trusted ones: only when that is asked for. */
    boolean isLive(App app) {
        return app.host().choice == HostOption.Choice.kernel;
    }

    /** Tells whether a single submission is kept apart: its harm would be great. */
    boolean isolatesOne(App app) {
        return !trusted && !isLive(app) && UserProcesses.isRoot();
    }

    /**
     * Returns what runs submissions.
     *
     * @param secrets what they must not read, which is refused where they could
     */
    Examiner examiner(App app, List<Path> secrets) {
        if (isLive(app)) {
            return new TrustingExaminer(seed -> app.host().open().workspace());
        }
        if (trusted) {
            LongFunction<Workspace> simulated = app.host().hosts()::simulated;
            return new TrustingExaminer(simulated);
        }
        try {
            Sandbox sandbox = Sandbox.best();
            for (Path secret : secrets) {
                sandbox.checkHidden(secret);
            }
            return IsolatedExaminer.in(sandbox);
        } catch (SandboxUnavailableException none) {
            throw new CommandFailure(none);
        } catch (BpfException readable) {
            throw new CommandFailure(readable);
        } catch (IOException failed) {
            throw new CommandFailure("isolate submissions", failed.toString(), "make room among the temporary files");
        }
    }
}
