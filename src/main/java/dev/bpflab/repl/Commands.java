package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.Style;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The table of all commands: what can be typed, completed and looked up in the help. */
public final class Commands {
    private static final Pattern COMMAND = Pattern.compile("/[A-Za-z!?].*", Pattern.DOTALL);

    /** What is farther than this from every name is no slip of the keyboard. */
    private static final int FAR = 3;

    /** What {@code /doctor} takes to tell the details too. */
    private static final String DETAILS = "all";

    private static final List<Command> ALL = Stream.of(
                    LabCommands.ROWS,
                    ReadCommands.ROWS,
                    MapCommands.ROWS,
                    WatchCommands.ROWS,
                    ExportCommand.ROWS,
                    TraceCommand.ROWS,
                    ProgramCommands.ROWS,
                    DebugCommands.ROWS,
                    ListCommands.ROWS,
                    AgainCommands.ROWS,
                    SnippetCommands.ROWS,
                    SetCommand.ROWS,
                    List.of(help(), host(), doctor(), exit()))
            .flatMap(List::stream)
            .toList();

    private Commands() {}

    /** Returns all commands in the order of the help. */
    public static List<Command> all() {
        return ALL;
    }

    /** Tells whether a line is a command and no Java. */
    public static boolean isCommand(String line) {
        return COMMAND.matcher(line.strip()).matches();
    }

    /** Tells whether what was typed at the prompt is a command: there, {@code /5} evaluates a snippet again. */
    static boolean isTypedCommand(String typed) {
        return isCommand(typed) || AgainCommands.isNumbers(typed);
    }

    /** Returns the command with this name, or the only one that begins with it. */
    static Optional<Command> find(String name) {
        Optional<Command> exact =
                ALL.stream().filter(command -> command.name().equals(name)).findFirst();
        List<Command> begins =
                ALL.stream().filter(command -> command.name().startsWith(name)).toList();
        return exact.isPresent() || begins.size() != 1 ? exact : Optional.of(begins.get(0));
    }

    /** Does what a command line says. */
    static Answer run(Bench bench, String line) {
        if (AgainCommands.isNumbers(line)) {
            return AgainCommands.again(bench, line.strip().substring(1));
        }
        String[] parts = line.strip().split("\\s+", 2);
        Optional<Command> command = find(parts[0]);
        if (command.isEmpty()) {
            bench.screen().styled(unknown(parts[0]), Style.BAD);
            return Answer.FAILED;
        }
        return command.get().action().run(bench, parts.length > 1 ? parts[1] : "");
    }

    static String unknown(String name) {
        List<String> begin = ALL.stream()
                .map(Command::name)
                .filter(known -> known.startsWith(name))
                .toList();
        if (begin.size() > 1) {
            return text("command.ambiguous", name, String.join(", ", begin));
        }
        return ALL.stream()
                .map(Command::name)
                .min(Comparator.comparingInt(
                        known -> LevenshteinDistance.getDefaultInstance().apply(known, name)))
                .filter(near -> LevenshteinDistance.getDefaultInstance().apply(near, name) < FAR)
                .map(near -> text("command.near", name, near))
                .orElse(text("command.unknown", name));
    }

    private static Command help() {
        return Command.of(
                "/help",
                Group.WORKBENCH,
                Completion.names(bench -> ALL.stream().map(Command::name).toList()),
                Help::show);
    }

    private static Command host() {
        return Command.of("/host", Group.WORKBENCH, (bench, argument) -> {
            bench.screen().say(bench.hostReason());
            return Answer.OK;
        });
    }

    private static Command doctor() {
        return Command.of("/doctor", Group.WORKBENCH, Completion.words(DETAILS), (bench, argument) -> {
            if (!argument.isEmpty() && !argument.equals(DETAILS)) {
                bench.screen().styled(text("doctor.what", argument), Style.BAD);
                return Answer.FAILED;
            }
            int width = bench.screen().width().getAsInt();
            bench.screen().page(bench.checkup().examine(width, argument.equals(DETAILS)));
            return Answer.OK;
        });
    }

    private static Command exit() {
        return Command.of("/exit", Group.WORKBENCH, (bench, argument) -> Answer.EXIT);
    }
}
