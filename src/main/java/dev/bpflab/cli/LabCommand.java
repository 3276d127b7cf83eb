package dev.bpflab.cli;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab lab}: the labs. */
@Command(
        name = "lab",
        description =
                "Lists the labs, or walks one at the prompt; without a terminal, standard input is what is typed.",
        mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB", description = "a lab's id, such as 2.1")
    private @Nullable String id;

    @Option(names = "--replay", description = "show the reference solution being worked through, step by step")
    private boolean replay;

    private final App app;

    LabCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (id == null) {
            LabCatalog.bundled()
                    .entries()
                    .forEach(lab -> app.streams().out().printf("%-6s %s%n", lab.id(), lab.title()));
            return ExitStatus.OK;
        }
        Lab lab = Labs.find(id, app);
        try (Workbench workbench = Workbench.open(app, Hosts.open(app.host()))) {
            if (replay) {
                return workbench.replay(lab);
            }
            return app.streams().terminal()
                    ? workbench.prompt(bench -> {
                        workbench.sayWhere(bench);
                        bench.openLab(lab.id());
                    })
                    : workbench.runInput(bench -> bench.openLab(lab.id()));
        }
    }
}
