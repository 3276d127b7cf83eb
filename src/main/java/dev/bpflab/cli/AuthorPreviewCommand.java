package dev.bpflab.cli;

import dev.bpflab.chapter.PageCache;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.LabView;
import dev.bpflab.lab.Step;
import dev.bpflab.repl.Screen;
import dev.bpflab.view.Line;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab author preview}: a lab as learners will see it, and whether it is in order, again after each change. */
@Command(
        name = "preview",
        description =
                "Shows a lab as learners will see it, with its hints, checks it, and does both again whenever a file in its folder"
                        + " changes; Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class AuthorPreviewCommand implements Callable<Integer> {
    private static final Duration QUIET = Duration.ofMillis(300);

    @Parameters(index = "0", paramLabel = "LAB", description = "the lab's folder")
    private Path folder = Path.of("");

    @Option(
            names = "--step",
            paramLabel = "STEP",
            defaultValue = "",
            description = "show only this one, such as 3, e1 or its id")
    private String only = "";

    @Option(names = "--once", description = "do it once; exit status 1 when something is to be mended")
    private boolean once;

    @Option(
            names = "--mutate",
            paramLabel = "N|all|0",
            defaultValue = "0",
            description = "how many mistakes to make in its solutions, as author check does (default: 0)")
    private String mutate = "0";

    private final App app;

    AuthorPreviewCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        LabCheck check = new LabCheck(app, false, MutantCount.parse(mutate));
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(
                    "preview '" + folder + "'", "there is no such folder", "bpflab author new makes one");
        }
        try (PageCache cache = new PageCache(app.folders().cache().resolve("pages"));
                FolderWatch watch = new FolderWatch(folder, QUIET)) {
            boolean clean = show(check, cache);
            while (!once) {
                app.streams().out().println("Waiting for a change in " + folder + "; Ctrl-C ends it.");
                app.streams().out().flush();
                watch.awaitChange();
                app.streams().out().println();
                clean = show(check, cache);
            }
            return clean ? ExitStatus.OK : ExitStatus.NEGATIVE;
        } catch (NoSuchFileException gone) {
            throw new CommandFailure("preview '" + folder + "'", "the folder is gone", null);
        } catch (IOException failed) {
            throw new CommandFailure("watch '" + folder + "'", failed.toString(), "--once needs no watching");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitStatus.OK;
        }
    }

    /** Shows the lab as it is now; what is wrong with it is told with its place, and no reason to end. */
    private boolean show(LabCheck check, PageCache cache) {
        PrintStream out = app.streams().out();
        boolean clean;
        try {
            AuthoredLabs found = AuthoredLabs.at(folder, cache);
            clean = found.problems().isEmpty();
            for (AuthoredLabs.Source source : found.labs()) {
                Screen screen = Screens.plain(app);
                screen.lines(lines(source.lab(), screen));
                screen.gap();
                clean &= check.check(source);
            }
            found.problems().forEach(out::println);
        } catch (CommandFailure unusable) {
            out.println(unusable.getMessage());
            clean = false;
        }
        out.println(clean ? "All is in order." : "There is something to mend.");
        return clean;
    }

    private List<Line> lines(Lab lab, Screen screen) {
        LabView view = screen.labs();
        if (!only.isEmpty()) {
            return lab.find(only)
                    .map(step -> step(lab, step, view))
                    .orElseThrow(() -> new CommandFailure(
                            "show step '" + only + "'",
                            "there is no such step",
                            "there are "
                                    + String.join(
                                            ", ",
                                            lab.exercises().stream()
                                                    .map(Step::id)
                                                    .toList())));
        }
        List<Line> lines = new ArrayList<>(view.intro(lab));
        lab.exercises().forEach(step -> lines.addAll(step(lab, step, view)));
        lines.addAll(view.outro(lab));
        return lines;
    }

    private static List<Line> step(Lab lab, Step step, LabView view) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.addAll(view.step(lab, step));
        for (int tier = 1; tier <= step.hints().size(); tier++) {
            lines.add(Line.EMPTY);
            lines.addAll(view.help(new LabRunner.Help(
                    Optional.of(step.hints().get(tier - 1)), tier, step.hints().size())));
        }
        return lines;
    }
}
