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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab author check}: whether labs are what learners need. */
@Command(
        name = "check",
        description =
                "Checks labs on every host that can be used: the start passes no step, each solution passes its own step"
                        + " and no other, no help is the solution, references, includes and tags of labs and chapters resolve, and the"
                        + " checks find mistakes in the solutions."
                        + " Exit status 1 when something is to be mended.",
        mixinStandardHelpOptions = true)
final class AuthorCheckCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LAB",
            description = "a lab's id or folder; without it, all below ./labs, or else all that came with bpflab")
    private @Nullable String name;

    @Option(names = "--json", description = "print {passed, documents, labs}")
    private boolean json;

    @Option(
            names = "--mutate",
            paramLabel = "N|all|0",
            defaultValue = "0",
            description =
                    "how many mistakes to make in each lab's solutions, drawn by --seed, to see whether the checks find them"
                            + " (default: 0); all takes minutes")
    private String mutate = "0";

    private final App app;
    private final ArrayNode rows = Json.array();
    private boolean clean = true;

    AuthorCheckCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        MutantCount count = MutantCount.parse(mutate);
        AuthoredLabs found = AuthoredLabs.find(name, Path.of(""), app);
        Map<String, Rehearsal> hosts = new LinkedHashMap<>();
        String unusable = hosts(hosts);
        clean = found.problems().isEmpty();
        PrintStream out = app.streams().out();
        if (!json) {
            found.problems().forEach(out::println);
        }
        found.labs().forEach(source -> check(source, hosts, unusable, count));
        if (json) {
            ObjectNode report = Json.object().put("passed", clean);
            found.problems().forEach(report.putArray("documents")::add);
            out.println(Json.pretty(report.set("labs", rows)));
        } else {
            out.println(clean ? "All is in order." : "There is something to mend.");
        }
        return clean ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }

    /** Fills in the hosts that are wanted and can be used; returns why the kernel is not among them, empty when it is. */
    private String hosts(Map<String, Rehearsal> hosts) {
        HostOption.Choice choice = app.host().choice;
        if (choice != HostOption.Choice.kernel) {
            hosts.put(
                    "sim",
                    new HostRehearsal(() ->
                            app.host().hosts().simulated(app.host().seeds().host())));
        }
        if (choice == HostOption.Choice.sim) {
            return "not asked for";
        }
        KernelProbe probe = KernelHost.probe();
        if (probe.usable()) {
            hosts.put("kernel", new HostRehearsal(() -> app.host().live()));
            return "";
        }
        if (choice == HostOption.Choice.kernel) {
            throw new CommandFailure("open the live kernel", probe.reason(), probe.remedy());
        }
        return probe.reason();
    }

    private void check(AuthoredLabs.Source source, Map<String, Rehearsal> hosts, String unusable, MutantCount count) {
        Lab lab = source.lab();
        ObjectNode row =
                rows.addObject().put("lab", lab.id()).put("title", lab.title()).put("version", lab.version());
        ArrayNode parts = row.putArray("parts");
        BiConsumer<String, Audit> tell = (part, audit) -> {
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
            } else {
                print(part, audit);
            }
        };
        if (!json) {
            app.streams().out().println("Lab " + lab.id() + ": " + lab.title());
        }
        tell.accept("text", TextAudit.of(lab, source.solution()));
        app.host().follow(source.folder().orElse(null));
        Trials trials = Labs.trials(app.host());
        hosts.forEach((host, rehearsal) -> tell.accept(host, WalkAudit.of(lab, rehearsal, trials)));
        if (!unusable.isEmpty() && !json) {
            app.streams().out().printf("  %-7s not checked: %s%n", "kernel", unusable);
        } else if (!unusable.isEmpty()) {
            parts.addObject().put("part", "kernel").put("skipped", unusable);
        }
        if (count.most() > 0 && clean) {
            MutationReport report = count.of(source, trials, app);
            clean &= report.isClean();
            if (json) {
                MutantCount.describe(report, parts.addObject());
            } else {
                app.streams().out().printf("  %-7s %s%n", "mutants", report.summary());
                report.letThrough().forEach(outcome -> app.streams().out().println("          " + outcome));
            }
        }
    }

    private void print(String part, Audit audit) {
        PrintStream out = app.streams().out();
        if (audit.isClean()) {
            out.printf("  %-7s %s%n", part, audit.looked());
            return;
        }
        out.printf(
                "  %-7s %s%n",
                part,
                audit.problems().size() == 1 ? "1 problem" : audit.problems().size() + " problems");
        audit.problems().forEach(problem -> out.println("          " + problem));
    }
}
