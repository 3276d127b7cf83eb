package dev.bpflab.lab.author;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Marks;
import dev.bpflab.chapter.Text;
import dev.bpflab.lab.Check;
import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.Scene;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.Step.Kind;
import dev.bpflab.lab.Trials;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Labs whose steps want a name to be said: each line of a session is a name, and {@code oops} does not run. */
final class WrittenLab {
    static final Trials NO_TRIALS = Trials.of(
            seed -> {
                throw new IllegalStateException("nothing is tried out");
            },
            1);

    private WrittenLab() {}

    static Lab lab(String start, Step... steps) {
        return new Lab("9.1", "A test", "1", List.of(), List.of(steps), List.of(), start);
    }

    /** Returns a step that is passed when {@code wanted} was said. */
    static Step step(String id, String wanted, String solution) {
        return new Step(id, id, Kind.STEP, List.of(), List.of(), solution, List.of(new Said(wanted)), 1);
    }

    static Step experiment(Step step) {
        return new Step(
                step.id(),
                step.title(),
                Kind.EXPERIMENT,
                step.text(),
                step.hints(),
                step.solution(),
                step.checks(),
                step.points());
    }

    /** Returns a step that is passed only when something was said before. */
    static Step needing(String before, Step step) {
        List<Check> checks = new ArrayList<>(step.checks());
        checks.add(new Said(before));
        return new Step(
                step.id(),
                step.title(),
                step.kind(),
                step.text(),
                step.hints(),
                step.solution(),
                checks,
                step.points());
    }

    static Step hinted(Step step, Block... hint) {
        return new Step(
                step.id(),
                step.title(),
                step.kind(),
                step.text(),
                List.of(new Step.Hint(List.of(hint))),
                step.solution(),
                step.checks(),
                step.points());
    }

    /** Returns a step whose check tells a learner to look at something. */
    static Step lookingAt(Step step, String otherwise) {
        Block check = new Block.Paragraph(
                new Marks(null, Text.EMPTY, List.of("check"), Map.of("otherwise", otherwise), 12), Text.of("check"));
        return new Step(
                step.id(),
                step.title(),
                step.kind(),
                List.of(check),
                List.of(),
                step.solution(),
                step.checks(),
                step.points());
    }

    static Rehearsal sessions() {
        return new Rehearsal() {
            @Override
            public <T> T inSession(Function<LearnerSession, T> use) {
                return use.apply(new Saying());
            }
        };
    }

    private record Said(String wanted) implements Check {
        @Override
        public String subject() {
            return wanted;
        }

        @Override
        public CheckResult judge(Scene scene) {
            return scene.variable(wanted).isPresent()
                    ? CheckResult.passed()
                    : CheckResult.failed(wanted + " is said", "silence", "Say it.");
        }
    }

    private static final class Saying implements LearnerSession {
        private final Set<String> said = new HashSet<>();

        @Override
        public Workspace workspace() {
            throw new IllegalStateException("nothing is made");
        }

        @Override
        public Optional<Object> variable(String name) {
            return said.contains(name) ? Optional.of(name) : Optional.empty();
        }

        @Override
        public List<Evaluated> evaluate(String source, Runnable afterEach) {
            List<Evaluated> evaluated = new ArrayList<>();
            for (String line : source.lines().toList()) {
                boolean ok = !line.equals("oops");
                said.addAll(ok ? List.of(line) : List.of());
                evaluated.add(new Evaluated(line, ok, ok ? "" : "oops\n^ what?"));
            }
            return evaluated;
        }
    }
}
