package dev.bpflab.grade;

import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A class with its marks: what reports are written from.
 *
 * @param by what it was graded by
 * @param graded the submissions, sorted by name
 */
public record Gradebook(Basis by, List<Graded> graded) {
    /** What does not belong together, or is not all there. */
    public static final class Unmergeable extends Exception {
        private static final long serialVersionUID = 1L;

        Unmergeable(String message) {
            super(message);
        }
    }

    public Gradebook {
        graded = List.copyOf(graded);
    }

    /** Tells whether every submission passed every step. */
    public boolean allPassed() {
        return graded.stream().allMatch(each -> each.report().passed());
    }

    /** Returns what kept the submissions apart from the grader: one tier, or several where machines differed. */
    public List<String> tiers() {
        return graded.stream()
                .map(Graded::tier)
                .filter(tier -> !tier.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the steps of the lab, as one of the reports names them; none of an empty class. */
    public List<StepReport> steps() {
        return graded.isEmpty() ? List.of() : graded.get(0).report().steps();
    }

    /** Returns the class as students may read of it, without what hidden checks look at and find. */
    public Gradebook forStudents() {
        return new Gradebook(
                by,
                graded.stream()
                        .map(each -> new Graded(
                                each.name(),
                                each.student(),
                                each.key(),
                                each.tier(),
                                each.seconds(),
                                each.report().forStudent()))
                        .toList());
    }

    /** Returns the points that can be had, experiments and challenges not included. */
    public int maxPoints() {
        return graded.isEmpty() ? 0 : graded.get(0).report().maxPoints();
    }

    /** Returns the reports. */
    List<SubmissionReport> reports() {
        return graded.stream().map(Graded::report).toList();
    }

    /**
     * Puts the results of several stores together.
     *
     * @throws Unmergeable when they were graded by different things, or a part or a result is missing
     */
    public static Gradebook merged(List<ResultStore> stores) throws IOException, Unmergeable {
        Map<Shard, Run> runs = new LinkedHashMap<>();
        Map<String, Graded> results = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (ResultStore store : stores) {
            for (Run run : store.runs()) {
                runs.put(run.shard(), run);
                for (String key : run.keys()) {
                    Optional<Graded> result = store.read(key);
                    result.ifPresent(graded -> results.put(graded.key(), graded));
                    if (result.isEmpty()) {
                        missing.add(key);
                    }
                }
            }
        }
        Basis by = common(List.copyOf(runs.values()));
        missing.removeAll(results.keySet());
        if (!missing.isEmpty()) {
            throw new Unmergeable((missing.size() == 1 ? "1 submission is" : missing.size() + " submissions are")
                    + " not graded yet; run their part again, it goes on");
        }
        return new Gradebook(by, inOrder(runs, results));
    }

    private static Basis common(List<Run> runs) throws Unmergeable {
        if (runs.isEmpty()) {
            throw new Unmergeable("there are no results");
        }
        List<Basis> bases = runs.stream().map(Run::by).distinct().toList();
        if (bases.size() > 1) {
            throw new Unmergeable("they were not graded by the same: " + bases.get(0) + " and " + bases.get(1));
        }
        int count = runs.get(0).shard().count();
        List<Shard> shards = runs.stream().map(Run::shard).toList();
        List<String> lacking = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            Shard shard = new Shard(index, count);
            if (!shards.contains(shard)) {
                lacking.add(shard.toString());
            }
        }
        if (shards.stream().anyMatch(shard -> shard.count() != count)) {
            throw new Unmergeable("they are parts of different wholes: "
                    + shards.stream().map(Shard::toString).collect(Collectors.joining(", ")));
        }
        if (!lacking.isEmpty()) {
            throw new Unmergeable("part " + String.join(", ", lacking) + " is missing");
        }
        return bases.get(0);
    }

    /** The parts were dealt out one by one, so the class is collected in the same way. */
    private static List<Graded> inOrder(Map<Shard, Run> runs, Map<String, Graded> results) {
        int count = runs.keySet().iterator().next().count();
        List<Graded> all = new ArrayList<>();
        for (int at = 0; ; at++) {
            int row = at / count;
            Run run = runs.get(new Shard(at % count + 1, count));
            if (run == null || row >= run.keys().size()) {
                return all;
            }
            Graded graded = results.get(run.keys().get(row));
            if (graded != null) {
                all.add(graded);
            }
        }
    }
}
