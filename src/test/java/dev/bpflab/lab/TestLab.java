package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Marks;
import dev.bpflab.chapter.Text;
import java.util.List;
import java.util.stream.Stream;

/** A lab of the steps {@code a} and {@code b} and the experiment {@code c}, each passed while the variable of its name is 1. */
final class TestLab {
    private TestLab() {}

    static Lab lab() {
        return lab("1");
    }

    static Lab lab(String version) {
        List<Step> steps = Stream.of("a", "b", "c").map(TestLab::step).toList();
        return new Lab("9.1", "A test", version, List.of(), steps, List.of(), "");
    }

    private static Step step(String id) {
        return new Step(
                id,
                "Set " + id,
                id.equals("c") ? Step.Kind.EXPERIMENT : Step.Kind.STEP,
                List.of(),
                List.of(hint("gentle"), hint("clear")),
                id + " = 1",
                List.of(new IsOne(id)),
                2);
    }

    private static Step.Hint hint(String text) {
        Block paragraph = new Block.Paragraph(Marks.NONE, Text.of(text));
        return new Step.Hint(List.of(paragraph));
    }

    /** Returns a session that knows {@code a = 0}, {@code a = 1} and so on. */
    static FakeSession session(dev.bpflab.bpf.Workspace workspace) {
        FakeSession session = new FakeSession(workspace);
        for (String variable : List.of("a", "b", "c")) {
            session.on(variable + " = 1", () -> session.set(variable, 1));
            session.on(variable + " = 0", () -> session.set(variable, 0));
        }
        return session;
    }

    private record IsOne(String variable) implements Check {
        @Override
        public String subject() {
            return variable;
        }

        @Override
        public CheckResult judge(Scene scene) {
            Object value = scene.variable(variable).orElse("nothing");
            return value.equals(1)
                    ? CheckResult.passed()
                    : CheckResult.failed(variable + " = 1", variable + " = " + value, "Set it.");
        }
    }
}
