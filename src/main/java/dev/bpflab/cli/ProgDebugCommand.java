package dev.bpflab.cli;

import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.debug.DebugConsole;
import dev.bpflab.debug.DebugScript;
import dev.bpflab.repl.DebugPrompt;
import dev.bpflab.repl.Screen;
import dev.bpflab.sim.SimDebugger;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bpflab prog debug}: steps through a program, forwards and backwards, on the simulator. */
@Command(
        name = "debug",
        description = {
            "Steps through a program, forwards and backwards, on a simulated kernel.",
            "Commands come from the terminal, from --script, or from standard input; help lists them.",
            "With --seed, a scheduler lets several CPUs take turns, as a race from that seed would."
        },
        mixinStandardHelpOptions = true)
final class ProgDebugCommand implements Callable<Integer> {
    /** The most CPUs that a program can be debugged on. */
    private static final int CPUS = 64;

    @Mixin
    private ProgInput input = new ProgInput();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = ProgTypeOption.NONE,
            converter = ProgTypeOption.Converter.class,
            description = "none (default), xdp, socket_filter, tracepoint …")
    private ProgTypeOption type = new ProgTypeOption(Optional.empty());

    @Option(
            names = "--data",
            paramLabel = "HEX",
            converter = HexOption.Converter.class,
            description = "the packet or memory that it runs on (default: a packet of 64 zero bytes, or no memory)")
    private @Nullable HexOption data;

    @Option(
            names = "--ctx",
            paramLabel = "HEX",
            converter = HexOption.Converter.class,
            description = "the context, or for a packet's program what it may set of it")
    private @Nullable HexOption context;

    @Option(names = "--event", paramLabel = "N", description = "which recorded event a tracepoint program sees, from 0")
    private int event;

    @Option(names = "--cpus", paramLabel = "N", description = "on how many CPUs it runs at the same time (default: 1)")
    private int cpus = 1;

    @Option(names = "--runs", paramLabel = "N", description = "how often it runs on each CPU (default: 1)")
    private int runs = 1;

    @Option(names = "--script", paramLabel = "FILE", description = "take the debugger's commands from a file")
    private @Nullable Path script;

    private final App app;

    ProgDebugCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        boolean typed = script == null && app.streams().terminal();
        if (script == null && !typed && input.file.equals("-")) {
            throw new CommandFailure(
                    "debug '-'", "standard input cannot be both program and commands", "give commands with --script");
        }
        SimDebugger debugger = new SimDebugger(spec(), app.host().recordings());
        if (typed) {
            Screens.onTerminal(app, (terminal, screen) -> new DebugPrompt(terminal, console(debugger, screen)).run());
            return ExitStatus.OK;
        }
        Screen screen = Screens.plain(app);
        DebugConsole console = console(debugger, screen);
        console.begin("");
        String name = script == null ? "standard input" : script.toString();
        try (Reader commands = commands()) {
            return new DebugScript(console, name, screen::lines).run(commands) ? ExitStatus.OK : ExitStatus.NOT_RUN;
        } catch (IOException unreadable) {
            throw new CommandFailure("read '" + name + "'", unreadable.toString(), "give a UTF-8 text file");
        }
    }

    private DebugSpec spec() {
        DebugInput on = DebugInput.DEFAULT
                .withCpus(cpus)
                .withRuns(runs)
                .withEvent(event)
                .withContext(context == null ? new byte[0] : context.bytes());
        if (data != null || type.programType().isEmpty()) {
            on = on.withData(data == null ? new byte[0] : data.bytes());
        }
        if (app.host().givenSeed().isPresent()) {
            on = on.withSeed(app.host().givenSeed().getAsLong());
        }
        return new DebugSpec(
                "'" + input.file + "'",
                input.program(app.streams()),
                type.programType(),
                input.copies(),
                Math.max(1, Math.min(cpus, CPUS)),
                on);
    }

    private static DebugConsole console(SimDebugger debugger, Screen screen) {
        return new DebugConsole(debugger, screen.width(), screen::lines);
    }

    private Reader commands() throws IOException {
        return script == null
                ? new InputStreamReader(app.streams().in(), StandardCharsets.UTF_8)
                : Files.newBufferedReader(script, StandardCharsets.UTF_8);
    }
}
