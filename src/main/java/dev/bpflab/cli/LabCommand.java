package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.Standing;
import dev.bpflab.lab.Standings;
import dev.bpflab.lab.Step;
import dev.bpflab.repl.Screen;
import dev.bpflab.workbench.Hosts;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab lab}: the labs. */
@Command(
        name = "lab",
        description =
                "Shows how far you are with the labs, or walks one at the prompt; without a terminal, standard input is what is"
                        + " typed.",
        mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LAB",
            completionCandidates = LabIds.class,
            description = "a lab's id, such as 2.1, or its folder")
    private @Nullable String id;

    @Option(names = "--replay", description = "show the reference solution being worked through, step by step")
    private boolean replay;

    @Option(
            names = "--json",
            description =
                    "without LAB: print how far you are with each; with LAB: tell what piped input does as events")
    private boolean json;

    private final App app;

    LabCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (id == null) {
            return list();
        }
        if (json && (replay || app.streams().terminal())) {
            throw new CommandFailure("tell events", "only piped input has any", "pipe a script to it");
        }
        Lab lab = Labs.find(id, app);
        Hosts.Opened opened = app.host().open();
        try (Desk desk = json ? Desk.telling(app, opened, lab) : Desk.open(app, opened, lab)) {
            if (replay) {
                return desk.replay(lab);
            }
            return app.streams().terminal() ? desk.prompt() : desk.runInput(bench -> bench.submit("/lab " + lab.id()));
        }
    }

    /** Shows how far the learner is with every lab, and what to type next. */
    private int list() {
        ProgressFiles progress = new ProgressFiles(
                app.folders().state().resolve("progress"), app.streams().err()::println);
        LabCatalog labs = LabCatalog.bundled();
        List<Standing> standings = labs.entries().stream()
                .map(entry -> labs.lab(entry.id()))
                .map(lab -> new Standing(lab, progress.load(lab)))
                .toList();
        if (json) {
            app.streams().out().println(Json.pretty(json(standings)));
            return ExitStatus.OK;
        }
        Screen screen = Screens.plain(app);
        screen.lines(screen.labs().labs(standings));
        screen.say(Standings.whatNext(standings, progress::lastSaved).replaceAll("/lab ", "bpflab lab "));
        return ExitStatus.OK;
    }

    private static ArrayNode json(List<Standing> standings) {
        ArrayNode rows = Json.array();
        for (Standing standing : standings) {
            Lab lab = standing.lab();
            ObjectNode row = rows.addObject()
                    .put("lab", lab.id())
                    .put("title", lab.title())
                    .put("version", lab.version())
                    .put("complete", standing.isComplete())
                    .put("at", standing.step().map(Step::id).orElse(null))
                    .put("points", standing.points())
                    .put("maxPoints", lab.points())
                    .put("extraPoints", standing.extraPoints())
                    .put("maxExtraPoints", lab.extraPoints());
            ArrayNode steps = row.putArray("steps");
            for (Step step : lab.exercises()) {
                steps.addObject()
                        .put("id", step.id())
                        .put("kind", step.kind().role())
                        .put("number", lab.number(step))
                        .put("title", step.title())
                        .put("state", standing.state(step).name())
                        .put("points", step.points());
            }
        }
        return rows;
    }
}
