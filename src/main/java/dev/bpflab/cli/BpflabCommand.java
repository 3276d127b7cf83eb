package dev.bpflab.cli;

import dev.bpflab.workbench.Hosts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab}: the workbench, or a script run on it. */
@Command(
        name = "bpflab",
        description = "A workbench in which you learn eBPF maps by using them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit status: 0 all is well, 1 a check or verdict is negative, 2 it could not be run."})
final class BpflabCommand implements Callable<Integer> {
    private static final List<Class<?>> SUBCOMMANDS = List.of(
            LabCommand.class,
            ReadCommand.class,
            SiteCommand.class,
            CheckCommand.class,
            GradeCommand.class,
            ProgCommand.class,
            MapCommand.class,
            DoctorCommand.class,
            AuthorCommand.class,
            CleanCommand.class,
            CompletionCommand.class,
            RehearseCommand.class);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "a script to run; without one, and without a terminal, standard input is the script")
    private @Nullable Path script;

    @Option(
            names = "--json",
            description = "tell what a script does as events, a line of JSON each; the README lists them")
    private boolean json;

    @Mixin
    private final HostOption host;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read through the app, which every command has
    private final ScreenOption screen;

    private final App app;

    BpflabCommand(App app) {
        this.app = app;
        this.host = app.host();
        this.screen = app.screen();
    }

    /** Adds the subcommands that a line names, or all for its help: reading what each takes is a good part of a start. */
    static void addSubcommands(CommandLine line, List<String> args) {
        boolean all = args.contains("--help") || args.contains("-h");
        for (Class<?> subcommand : SUBCOMMANDS) {
            if (all || args.contains(subcommand.getAnnotation(Command.class).name())) {
                line.addSubcommand(subcommand);
            }
        }
    }

    /** Adds all subcommands, for who describes the whole of them. */
    static void addAllSubcommands(CommandLine line) {
        SUBCOMMANDS.forEach(line::addSubcommand);
    }

    @Override
    public Integer call() {
        if (json && script == null && app.streams().terminal()) {
            throw new CommandFailure("tell events", "the prompt has none", "name a script or pipe one to it");
        }
        Hosts.Opened opened = host.open();
        try (Desk desk = json ? Desk.telling(app, opened, null) : Desk.open(app, opened)) {
            if (script != null) {
                return desk.runScript(script);
            }
            return app.streams().terminal() ? desk.prompt() : desk.runInput();
        }
    }
}
