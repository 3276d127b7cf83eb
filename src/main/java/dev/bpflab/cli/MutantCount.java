package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.lab.Trials;
import dev.bpflab.lab.author.Fate;
import dev.bpflab.lab.author.MutationAudit;
import dev.bpflab.lab.author.MutationReport;
import java.util.Locale;

/**
 * How many mutants of a lab's solutions are tried.
 *
 * @param most how many at most, drawn by the seed; 0 for none
 */
record MutantCount(int most) {
    /** Reads what {@code --mutate} says. */
    static MutantCount parse(String written) {
        if (written.equals("all")) {
            return new MutantCount(Integer.MAX_VALUE);
        }
        if (!written.matches("\\d{1,6}")) {
            throw new CommandFailure(
                    "mutate '" + written + "'", "it is no number", "write how many, 0 for none, or all");
        }
        return new MutantCount(Integer.parseInt(written));
    }

    /** Tries them on simulated kernels, as many at the same time as there are processors. */
    MutationReport of(AuthoredLabs.Source source, Trials trials, App app) {
        HostOption host = app.host();
        HostRehearsal rehearsal =
                new HostRehearsal(() -> host.hosts().simulated(host.seeds().host()));
        MutationAudit.Plan plan = new MutationAudit.Plan(
                most, host.seeds().trials(), Runtime.getRuntime().availableProcessors());
        return MutationAudit.of(source.lab(), source.solution(), rehearsal, trials, plan);
    }

    static void describe(MutationReport report, ObjectNode part) {
        part.put("part", "mutants")
                .put("passed", report.isClean())
                .put("looked", report.summary())
                .put("seed", report.seed());
        ObjectNode fates = part.putObject("fates");
        for (Fate fate : Fate.values()) {
            fates.put(fate.name().toLowerCase(Locale.ROOT), report.count(fate));
        }
        ArrayNode rows = part.putArray("letThrough");
        for (MutationReport.Outcome outcome : report.letThrough()) {
            rows.addObject()
                    .put("file", "solution.jsh")
                    .put("line", outcome.line())
                    .put("step", outcome.step())
                    .put("change", outcome.change())
                    .put("fate", outcome.fate().name().toLowerCase(Locale.ROOT))
                    .put("why", outcome.why());
        }
    }
}
