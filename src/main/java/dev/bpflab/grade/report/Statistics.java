package dev.bpflab.grade.report;

import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.Step.Kind;
import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a class did as a whole.
 *
 * @param submissions how many there are
 * @param passed how many passed every step
 * @param mean the mean of the marks, to a hundredth
 * @param median the median of the marks
 * @param maxPoints what can be had
 * @param tenths how many have up to a tenth of the points, up to two tenths, and so on; all of the points stand in an
 *     eleventh place
 * @param steps how each step went, in the lab's order
 * @param answers the wrong answers that more than one gave, the most common first
 */
public record Statistics(
        int submissions,
        int passed,
        double mean,
        double median,
        int maxPoints,
        List<Integer> tenths,
        List<StepCount> steps,
        List<Answer> answers) {
    private static final Pattern VARYING = Pattern.compile("0x[0-9a-fA-F]+|-?\\d[\\d_,]*(?:\\.\\d+)?");
    private static final int PLACES = 11;

    /**
     * How a step went.
     *
     * @param address its short name, {@code 3} or {@code e1}
     * @param title its title
     * @param kind what it is to the lab
     * @param passed how many passed it
     * @param mean the mean of its marks, to a hundredth
     * @param maxPoints what it gives
     */
    public record StepCount(String address, String title, Kind kind, int passed, double mean, int maxPoints) {}

    /**
     * A wrong answer.
     *
     * @param address the step's short name
     * @param title the step's title
     * @param found what was found, numbers as the first of them had them
     * @param hint what to look at
     * @param names who gave it
     */
    public record Answer(String address, String title, String found, String hint, List<String> names) {
        public Answer {
            names = List.copyOf(names);
        }
    }

    public Statistics {
        tenths = List.copyOf(tenths);
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }

    /** Counts a class. */
    public static Statistics of(Gradebook book) {
        List<Double> marks = book.graded().stream()
                .map(each -> each.report().marks())
                .sorted()
                .toList();
        return new Statistics(
                marks.size(),
                (int) book.graded().stream()
                        .filter(each -> each.report().passed())
                        .count(),
                rounded(marks.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0)),
                median(marks),
                book.maxPoints(),
                tenths(marks, book.maxPoints()),
                steps(book),
                answers(book));
    }

    /** Returns the steps that count, those first that fewest passed. */
    public List<StepCount> hardest() {
        return steps.stream()
                .filter(step -> step.kind() == Kind.STEP || step.kind() == Kind.HIDDEN)
                .filter(step -> step.passed() < submissions)
                .sorted(Comparator.comparingInt(StepCount::passed))
                .toList();
    }

    /** Returns a step's short name. */
    public static String address(StepReport step) {
        return step.kind().prefix() + step.number();
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : rounded((sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }

    private static List<Integer> tenths(List<Double> marks, int maxPoints) {
        int[] counts = new int[PLACES];
        for (double mark : marks) {
            counts[maxPoints == 0 ? 0 : Math.min(PLACES - 1, (int) (mark * (PLACES - 1) / maxPoints))]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private static List<StepCount> steps(Gradebook book) {
        List<StepCount> counts = new ArrayList<>();
        for (int i = 0; i < book.steps().size(); i++) {
            int at = i;
            StepReport step = book.steps().get(at);
            List<StepReport> all = book.graded().stream()
                    .map(each -> each.report().steps().get(at))
                    .toList();
            counts.add(new StepCount(
                    address(step),
                    step.title(),
                    step.kind(),
                    (int) all.stream()
                            .filter(each -> each.outcome() == Outcome.PASSED)
                            .count(),
                    rounded(all.stream()
                            .mapToDouble(StepReport::marks)
                            .average()
                            .orElse(0)),
                    step.maxPoints()));
        }
        return counts;
    }

    /** Groups what was found by its words: numbers differ with the seed. */
    private static List<Answer> answers(Gradebook book) {
        Map<String, Answer> groups = new LinkedHashMap<>();
        for (Graded graded : book.graded()) {
            boolean wasRun = graded.report().ending().kind() != Ending.Kind.REFUSED;
            for (StepReport step : graded.report().steps()) {
                if (step.outcome() == Outcome.FAILED && !step.findings().isEmpty() && wasRun) {
                    Finding finding = step.findings().get(0);
                    String words =
                            step.id() + "\n" + VARYING.matcher(finding.found()).replaceAll("#") + "\n" + finding.hint();
                    groups.merge(
                            words,
                            new Answer(
                                    address(step),
                                    step.title(),
                                    finding.found(),
                                    finding.hint(),
                                    List.of(graded.name())),
                            Statistics::joined);
                }
            }
        }
        return groups.values().stream()
                .filter(answer -> answer.names().size() > 1)
                .sorted(Comparator.comparingInt(
                        (Answer answer) -> -answer.names().size()))
                .toList();
    }

    private static Answer joined(Answer one, Answer other) {
        List<String> names = new ArrayList<>(one.names());
        names.addAll(other.names());
        return new Answer(one.address(), one.title(), one.found(), one.hint(), names);
    }
}
