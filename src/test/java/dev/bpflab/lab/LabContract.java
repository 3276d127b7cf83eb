package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import dev.bpflab.session.Session;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** A lab of ours as learners and instructors meet it, on whichever host. */
abstract class LabContract {
    final Lab lab;
    final String solution;
    /** How much was open after the last submission. */
    int open;

    LabContract(String id) {
        this.lab = LabCatalog.bundled().lab(id);
        this.solution = PageLibrary.bundled().labFile(id, "solution.jsh");
    }

    /** Opens a workspace on the host under test. */
    abstract Workspace open();

    final SubmissionReport judge(String script) {
        try (Workspace workspace = open();
                Session session = Session.open(workspace, new PrintStream(OutputStream.nullOutputStream()))) {
            SubmissionReport report =
                    new LabJudge(lab, session, Simulated.trials()).judge(Submission.read("script.jsh", script));
            open = workspace.maps().size()
                    + workspace.programs().size()
                    + workspace.links().size();
            return report;
        }
    }

    static StepReport step(SubmissionReport report, String id) {
        return report.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<String> failed(SubmissionReport report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == Outcome.FAILED)
                .map(StepReport::id)
                .toList();
    }
}
