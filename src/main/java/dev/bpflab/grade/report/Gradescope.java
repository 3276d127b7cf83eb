package dev.bpflab.grade.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.grade.Graded;
import dev.bpflab.lab.Step.Kind;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;

/**
 * A submission as Gradescope's {@code results.json}, with the fields of its autograder specification. It holds nothing that the
 * student may not read, so no setting there can show it.
 */
public final class Gradescope {
    private Gradescope() {}

    /** Returns the file's text. Experiments and challenges are tests too, whose points come on top. */
    public static String of(Graded graded) {
        SubmissionReport report = graded.report().forStudent();
        ObjectNode root = ClassJson.object();
        root.put("score", Math.round((report.marks() + report.extraMarks()) * 100) / 100.0);
        root.put("execution_time", (long) Math.ceil(graded.seconds()));
        root.put("output", output(report));
        root.put("output_format", "text");
        root.put("test_output_format", "text");
        root.put("test_name_format", "text");
        root.put("visibility", "visible");
        root.put("stdout_visibility", "hidden");
        ObjectNode extra = root.putObject("extra_data");
        extra.put("seed", report.seed()).put("lab", report.lab()).put("version", report.version());
        extra.put("isolation", graded.tier());
        ArrayNode tests = root.putArray("tests");
        report.steps().forEach(step -> test(tests.addObject(), step));
        return ClassJson.written(root);
    }

    private static void test(ObjectNode test, StepReport step) {
        boolean passed = step.outcome() == Outcome.PASSED;
        test.put("score", step.marks());
        test.put("max_score", step.maxPoints());
        test.put("status", passed ? "passed" : "failed");
        test.put("name", step.title());
        test.put("number", Statistics.address(step));
        test.put("output", passed ? "" : JunitXml.marks(step) + "\n\n" + JunitXml.findings(step));
        if (step.kind() != Kind.STEP) {
            test.putArray("tags").add(step.kind().role());
        }
        test.put("visibility", "visible");
    }

    private static String output(SubmissionReport report) {
        StringBuilder text = new StringBuilder("Lab " + report.lab() + ": " + report.title() + "\n");
        text.append(ClassText.number(report.marks()))
                .append(" of ")
                .append(report.maxPoints())
                .append(" points\n");
        for (String line : new String[] {report.ending().sentence(), report.remark()}) {
            text.append(line.isEmpty() ? "" : line + "\n");
        }
        for (SnippetError error : report.errors()) {
            text.append("line ")
                    .append(error.line())
                    .append(": ")
                    .append(error.source())
                    .append('\n');
            text.append(error.message().strip().indent(4));
        }
        return text.toString();
    }
}
