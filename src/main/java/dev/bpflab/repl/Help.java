package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code /help} shows, made from the table of commands. */
final class Help {
    private static final int USAGE_WIDTH = 26;
    private static final int USAGE_INDENT = 2;

    private Help() {}

    static Answer show(Bench bench, String argument) {
        if (argument.isEmpty()) {
            all(bench);
            return Answer.OK;
        }
        String name = argument.startsWith("/") ? argument : "/" + argument;
        Optional<Command> command = Commands.find(name);
        command.ifPresentOrElse(
                found -> bench.screen().page(one(found, bench.screen().width().getAsInt())),
                () -> bench.screen().styled(Commands.unknown(name), Style.BAD));
        return command.isPresent() ? Answer.OK : Answer.FAILED;
    }

    private static List<Line> one(Command command, int width) {
        List<Line> lines = new ArrayList<>(Wrap.lines(Line.of(command.usage(), Style.BOLD), width));
        lines.addAll(indented(Line.of(text("help.summary", command.help())), width));
        command.more().lines().forEach(paragraph -> lines.addAll(indented(Line.of(paragraph), width)));
        if (!command.example().isEmpty()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of(text("help.example"), Style.HEADING));
            command.example().forEach(line -> lines.addAll(indented(code(line), width)));
        }
        return lines;
    }

    private static List<Line> indented(Line text, int width) {
        String indent = " ".repeat(USAGE_INDENT);
        return Wrap.lines(text, width - USAGE_INDENT).stream()
                .map(line -> Line.of(indent).plus(line))
                .toList();
    }

    private static Line code(String line) {
        return Commands.isCommand(line)
                ? Line.of(line, Style.BOLD)
                : JavaCode.lines(line).get(0);
    }

    private static void all(Bench bench) {
        int width = bench.screen().width().getAsInt();
        List<Line> lines = new ArrayList<>(Wrap.lines(Line.of(text("help.first")), width));
        for (Group group : Group.values()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of(group.title(), Style.HEADING));
            Commands.all().stream()
                    .filter(command -> command.group() == group)
                    .forEach(command -> lines.addAll(row(command, width)));
        }
        bench.screen().page(lines);
    }

    /** Returns name and help side by side, or below each other where the terminal is narrow or the name long. */
    private static List<Line> row(Command command, int width) {
        boolean narrow = width < 2 * USAGE_WIDTH;
        String indent = " ".repeat(narrow ? 6 : USAGE_WIDTH);
        List<Line> usage = new ArrayList<>();
        for (Line part : Wrap.lines(Line.of(command.usage(), Style.BOLD), width - USAGE_INDENT - 2)) {
            usage.add(Line.of(" ".repeat(usage.isEmpty() ? USAGE_INDENT : USAGE_INDENT + 2))
                    .plus(part));
        }
        List<Line> help = Wrap.lines(Line.of(command.help()), width - indent.length());
        if (narrow || USAGE_INDENT + command.usage().length() >= USAGE_WIDTH) {
            help.forEach(line -> usage.add(Line.of(indent).plus(line)));
            return usage;
        }
        List<Line> lines = new ArrayList<>();
        for (Line line : help) {
            Line left = lines.isEmpty() ? usage.get(0).padded(USAGE_WIDTH, false) : Line.of(indent);
            lines.add(left.plus(line));
        }
        return lines;
    }
}
