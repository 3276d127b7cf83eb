package dev.bpflab.lab.author;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageText;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.Submission;
import java.util.ArrayList;
import java.util.List;

/** Looks at a lab as it is written: that no help is the solution, and that the solution file is what the steps show. */
public final class TextAudit {
    private final Lab lab;
    private final List<Problem> problems = new ArrayList<>();
    private int helps;

    private TextAudit(Lab lab) {
        this.lab = lab;
    }

    /**
     * Looks at a lab.
     *
     * @param solution the text of {@code solution.jsh}; blank when the lab has none
     */
    public static Audit of(Lab lab, String solution) {
        TextAudit audit = new TextAudit(lab);
        lab.exercises().forEach(audit::step);
        if (!solution.isBlank()) {
            audit.solutionFile(solution);
        }
        return new Audit(
                lab.exercises().size() + " steps; none of " + audit.helps
                        + " helps is the solution, and solution.jsh is what" + " the steps show",
                audit.problems);
    }

    private void step(Step step) {
        for (int tier = 1; tier <= step.hints().size(); tier++) {
            help(
                    step,
                    "hint " + tier,
                    String.join("\n", PageText.code(step.hints().get(tier - 1).text())));
        }
        for (Block block : Page.allBlocks(step.text())) {
            block.attribute("otherwise")
                    .ifPresent(text -> help(step, "otherwise of the check in line " + block.line(), text));
        }
    }

    private void help(Step step, String which, String text) {
        helps++;
        String help = JavaText.squeezed(text);
        List<String> work = JavaText.work(step.solution());
        if (!work.isEmpty() && work.stream().allMatch(help::contains)) {
            problems.add(new Problem(
                    "step '" + step.id() + "'",
                    which + " is the whole solution; say what to use and leave the typing"));
        }
    }

    private void solutionFile(String file) {
        Submission submission = Submission.read("solution.jsh", file);
        String version = submission.version().orElse("");
        if (!version.isEmpty() && !version.equals(lab.version())) {
            problems.add(new Problem(
                    "solution.jsh",
                    "its first line says version " + version + ", but the lab is version " + lab.version()));
        }
        StringBuilder whole = new StringBuilder();
        submission.parts().forEach(part -> whole.append(part.source()).append('\n'));
        String rest = JavaText.squeezed(whole.toString());
        for (Step step : lab.exercises()) {
            String shown = JavaText.squeezed(step.solution());
            int at = rest.indexOf(shown);
            if (at < 0) {
                problems.add(new Problem(
                        "solution.jsh",
                        "the solution of step '" + step.id() + "' is not in it, or not in the order of the steps"));
            } else if (at > 0) {
                problems.add(new Problem(
                        "solution.jsh",
                        "no step shows '" + shortened(rest.substring(0, at)) + "', before step '" + step.id() + "'"));
            }
            rest = at < 0 ? rest : rest.substring(at + shown.length());
        }
        if (!rest.isEmpty()) {
            problems.add(new Problem("solution.jsh", "no step shows '" + shortened(rest) + "' at its end"));
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "\u2026" : text;
    }
}
