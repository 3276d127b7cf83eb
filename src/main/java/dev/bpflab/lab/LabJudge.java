package dev.bpflab.lab;

import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a submission: types it into a session, looks at every step after each snippet, and finds the steps that were done
 * in the lab's order. Plain snippets are enough; a {@code /next} line says that a step is over. After a snippet that fails
 * the script goes on with the next one, and after a step that fails the later ones are judged all the same.
 */
public final class LabJudge {
    private final Lab lab;
    private final LearnerSession session;
    private final Trials trials;

    /** Creates a judge that types into this session, which should be fresh. */
    public LabJudge(Lab lab, LearnerSession session, Trials trials) {
        this.lab = lab;
        this.session = session;
        this.trials = trials;
    }

    /**
     * Types the submission into the session and reports how each step did. When the session ends before the submission does,
     * the steps that were passed until then count.
     */
    public SubmissionReport judge(Submission submission) {
        Attempts attempts = new Attempts(lab, new Scene(session, trials));
        List<SnippetError> errors = new ArrayList<>();
        Ending ending = Ending.COMPLETE;
        try {
            attempts.in(session.workspace().host().name());
            if (!lab.start().isBlank()) {
                session.evaluate(lab.start(), () -> {});
            }
            attempts.begin();
            for (int part = 0; part < submission.parts().size(); part++) {
                int firstStep = part;
                type(submission.parts().get(part), () -> attempts.look(firstStep), errors);
            }
            attempts.end();
        } catch (SessionEndedException early) {
            ending = early.ending();
        }
        return attempts.report(submission, errors, ending);
    }

    private void type(Submission.Part part, Runnable afterEach, List<SnippetError> errors) {
        String source = part.source();
        int at = 0;
        while (at < source.length() && !source.substring(at).isBlank()) {
            List<Evaluated> evaluated = session.evaluate(source.substring(at), afterEach);
            Evaluated last = evaluated.isEmpty() ? null : evaluated.get(evaluated.size() - 1);
            if (last == null || last.ok()) {
                return;
            }
            int end = at;
            int begin = at;
            for (Evaluated snippet : evaluated) {
                String text = snippet.source().strip();
                begin = text.isEmpty() ? -1 : source.indexOf(text, end);
                if (begin < 0) {
                    break;
                }
                end = begin + text.length();
            }
            errors.add(new SnippetError(
                    part.line()
                            + (int) source.substring(0, Math.max(begin, at))
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    last.source().strip(),
                    last.text()));
            if (begin < 0 || end == at) {
                // Where the failed snippet ends is unknown, so what follows cannot be told from it.
                return;
            }
            at = end;
        }
    }
}
