package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.Trials;
import dev.bpflab.lab.author.Audit;
import dev.bpflab.lab.author.MutationReport;
import dev.bpflab.lab.author.Problem;
import dev.bpflab.lab.author.Rehearsal;
import dev.bpflab.lab.author.TextAudit;
import dev.bpflab.lab.author.WalkAudit;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks labs on every host that is wanted and can be used, and tells what was found, in lines or as JSON. */
final class LabCheck {
    private final App app;
    private final boolean json;
    private final MutantCount mutants;
    private final Map<String, Rehearsal> hosts = new LinkedHashMap<>();
    private final String unusable;
    private final ArrayNode rows = Json.array();
    private boolean clean = true;

    /** Prepares to check; a {@link CommandFailure} when the kernel is asked for and cannot be used. */
    LabCheck(App app, boolean json, MutantCount mutants) {
        this.app = app;
        this.json = json;
        this.mutants = mutants;
        this.unusable = findHosts();
    }

    /** Returns why the kernel is not among the hosts, empty when it is. */
    private String findHosts() {
        HostOption host = app.host();
        if (host.choice != HostOption.Choice.kernel) {
            hosts.put(
                    "sim",
                    new HostRehearsal(() -> host.hosts().simulated(host.seeds().host())));
        }
        if (host.choice == HostOption.Choice.sim) {
            return "not asked for";
        }
        KernelProbe probe = KernelHost.probe();
        if (probe.usable()) {
            hosts.put("kernel", new HostRehearsal(host::live));
            return "";
        }
        if (host.choice == HostOption.Choice.kernel) {
            throw new CommandFailure("open the live kernel", probe.reason(), probe.remedy());
        }
        return probe.reason();
    }

    /** Checks a lab; returns whether it is in order. */
    boolean check(AuthoredLabs.Source source) {
        Lab lab = source.lab();
        clean = true;
        ArrayNode parts = rows.addObject()
                .put("lab", lab.id())
                .put("title", lab.title())
                .put("version", lab.version())
                .putArray("parts");
        if (!json) {
            app.streams().out().println("Lab " + lab.id() + ": " + lab.title());
        }
        app.host().follow(source.folder().orElse(null));
        tell("text", TextAudit.of(lab, source.solution()), parts);
        Trials trials = Labs.trials(app.host());
        hosts.forEach((host, rehearsal) -> tell(host, WalkAudit.of(lab, rehearsal, trials), parts));
        if (!unusable.isEmpty() && !json) {
            app.streams().out().printf("  %-7s not checked: %s%n", "kernel", unusable);
        } else if (!unusable.isEmpty()) {
            parts.addObject().put("part", "kernel").put("skipped", unusable);
        }
        if (mutants.most() > 0 && clean) {
            tell(mutants.of(source, trials, app), parts);
        }
        return clean;
    }

    /** Returns the labs that were checked, as JSON. */
    ArrayNode rows() {
        return rows;
    }

    private void tell(String part, Audit audit, ArrayNode parts) {
        clean &= audit.isClean();
        if (json) {
            ArrayNode problems = parts.addObject()
                    .put("part", part)
                    .put("passed", audit.isClean())
                    .put("looked", audit.looked())
                    .putArray("problems");
            for (Problem problem : audit.problems()) {
                problems.addObject().put("where", problem.where()).put("what", problem.what());
            }
            return;
        }
        PrintStream out = app.streams().out();
        int count = audit.problems().size();
        String said = audit.isClean() ? audit.looked() : count == 1 ? "1 problem" : count + " problems";
        out.printf("  %-7s %s%n", part, said);
        audit.problems().forEach(problem -> out.println("          " + problem));
    }

    private void tell(MutationReport report, ArrayNode parts) {
        clean &= report.isClean();
        if (json) {
            ObjectNode part = parts.addObject();
            MutantCount.describe(report, part);
            return;
        }
        PrintStream out = app.streams().out();
        out.printf("  %-7s %s%n", "mutants", report.summary());
        report.letThrough().forEach(outcome -> out.println("          " + outcome));
    }
}
