package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.Explanation;
import dev.bpflab.bpf.VerifierException;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Source;
import dev.bpflab.session.Outcome;
import dev.bpflab.view.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The programs that were refused of late, newest first. */
final class Rejections {
    private static final int KEPT = 20;

    private final Deque<Outcome.Rejection> newestFirst = new ArrayDeque<>();

    void add(Outcome.Rejection rejection) {
        newestFirst.addFirst(rejection);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    Optional<Outcome.Rejection> last() {
        return Optional.ofNullable(newestFirst.peekFirst());
    }

    /** Returns the last refusal of a program. */
    Optional<Outcome.Rejection> of(Program program) {
        return newestFirst.stream()
                .filter(rejection -> rejection.thrown().spec().program() == program)
                .findFirst();
    }

    /** Returns the last refusal of a program that was loaded under this name. */
    Optional<Outcome.Rejection> named(String name) {
        return newestFirst.stream()
                .filter(rejection ->
                        !name.isEmpty() && rejection.thrown().spec().name().equals(name))
                .findFirst();
    }

    String headline(Outcome.Rejection rejection) {
        VerifierException thrown = rejection.thrown();
        return text("explain.refused", thrown.operation(), thrown.errno());
    }

    List<Line> lines(Outcome.Rejection rejection, int width) {
        Explanation explanation = rejection.thrown().explanation();
        Explanation placed = rejection
                .place()
                .map(place -> explanation.at(new Source("", place, 0)))
                .orElse(explanation);
        return ExplanationText.lines(placed, "/read ", width);
    }
}
