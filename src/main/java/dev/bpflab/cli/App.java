package dev.bpflab.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What every command is made with: the standard streams and the user's folders.
 *
 * @param streams what it reads and writes
 * @param folders where it keeps what outlives it
 * @param host what {@code --host} and {@code --seed} say, wherever they stand on the line
 * @param screen what {@code --plain} says
 */
record App(Streams streams, UserFolders folders, HostOption host, ScreenOption screen) implements CommandLine.IFactory {
    /** Returns this process's own. */
    static App ofProcess() {
        Streams streams = Streams.ofProcess();
        return new App(
                streams,
                UserFolders.of(streams.environment(), Path.of("/etc/passwd")),
                new HostOption(),
                new ScreenOption());
    }

    /** Makes a command, handing this to a constructor that takes it. */
    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(App.class).newInstance(this);
        } catch (NoSuchMethodException takesNothing) {
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** Runs a command line and returns its exit status. */
    int run(String... args) {
        try {
            Optional<BpflabCommand> prompt = PlainStart.of(this, args);
            return prompt.isPresent()
                    ? openPrompt(prompt.get())
                    : commandLine(args).execute(args);
        } catch (Error fatal) {
            streams.err().println("bpflab: " + fatal);
            trace(fatal);
            return ExitStatus.NOT_RUN;
        } finally {
            RunFolder.ofProcess().close();
            folders.giveBack();
            streams.out().flush();
        }
    }

    private int openPrompt(BpflabCommand prompt) {
        try {
            return prompt.call();
        } catch (RuntimeException failure) {
            return failed(failure);
        }
    }

    private CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(BpflabCommand.class, this);
        BpflabCommand.addSubcommands(line, List.of(args));
        return line.setOut(new PrintWriter(new OutputStreamWriter(streams.out(), streams.charset()), true))
                .setErr(new PrintWriter(new OutputStreamWriter(streams.err(), streams.charset()), true))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.max(60, streams.width()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        streams.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> misused(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
    }

    /** Says what is wrong with a command line where it is seen: not above a screenful of options. */
    private static int misused(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(wrong.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println(
                    "Usage: " + command.getHelp().synopsis("Usage: ".length()).stripTrailing());
        }
        err.println(command.getCommandSpec().qualifiedName() + " --help says more");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Says what went wrong in one line; the stack trace only for who asks for it. */
    private int failed(Exception failure) {
        streams.out().flush();
        boolean expected = failure instanceof CommandFailure || failure instanceof dev.bpflab.bpf.BpfException;
        String message = expected ? failure.getMessage() : "internal error: " + failure;
        streams.err().println("bpflab: " + message);
        trace(failure);
        if (!expected && !isTracing()) {
            streams.err().println("bpflab: BPFLAB_TRACE=1 shows where");
        }
        return ExitStatus.NOT_RUN;
    }

    /** Shows where a failure came from to who asks for it. */
    void trace(Throwable failure) {
        if (isTracing()) {
            failure.printStackTrace(streams.err());
        }
    }

    /**
     * Keeps what libraries write to the process's standard error from the screen: it is nothing that a learner could use,
     * such as the compiler's report of a sum too long for it.
     */
    void hushLibraries() {
        if (!isTracing()) {
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, streams.charset()));
        }
    }

    private boolean isTracing() {
        return !streams.environment().getOrDefault("BPFLAB_TRACE", "").isEmpty();
    }
}
