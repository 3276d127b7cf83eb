package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            defaultValue = "12",
            description =
                    "how many mistakes to make in each lab's solutions, drawn by --seed, to see whether the checks find them"
                            + " (default: 12); all takes minutes")
    private String mutate = "12";

    private final App app;

    AuthorCheckCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        MutantCount count = MutantCount.parse(mutate);
        AuthoredLabs found = AuthoredLabs.find(name, Path.of(""), app);
        LabCheck check = new LabCheck(app, json, count);
        boolean clean = found.problems().isEmpty();
        PrintStream out = app.streams().out();
        if (!json) {
            found.problems().forEach(out::println);
        }
        for (AuthoredLabs.Source source : found.labs()) {
            clean &= check.check(source);
        }
        if (json) {
            ObjectNode report = Json.object().put("passed", clean);
            found.problems().forEach(report.putArray("documents")::add);
            out.println(Json.pretty(report.set("labs", check.rows())));
        } else {
            out.println(clean ? "All is in order." : "There is something to mend.");
        }
        return clean ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
}
