package dev.bpflab.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bpflab clean}: what killed runs left. */
@Command(
        name = "clean",
        description =
                "Removes what runs of bpflab left that were killed: pins, processes, temporary files. Exit status 1 when"
                        + " something could not be removed.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    @Option(names = "--list", description = "say what is left and remove nothing")
    private boolean list;

    @Option(names = "--keep-pins", description = "leave what was pinned, and do not ask for it again")
    private boolean keepPins;

    private final App app;

    CleanCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        PrintStream out = app.streams().out();
        List<KilledRun> runs = KilledRuns.find(app.folders());
        if (runs.isEmpty()) {
            out.println("No killed run left anything.");
        }
        boolean clean = true;
        for (KilledRun run : runs) {
            out.println("Process " + run.pid() + " was killed and left:");
            run.lines().forEach(line -> out.println("  " + line));
            if (!list) {
                List<String> problems = run.remove(keepPins);
                problems.forEach(problem -> app.streams().err().println("bpflab: " + problem));
                clean &= problems.isEmpty();
                out.println(problems.isEmpty() ? "Removed." : "Not all of it could be removed.");
            }
        }
        return clean ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
}
