package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.asm.Spelling;
import dev.bpflab.bpf.debug.Debugger;
import dev.bpflab.bpf.debug.Stop;
import dev.bpflab.debug.DebugCommand.Reply;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of the debugger's commands. */
final class DebugCommands {
    static final List<DebugCommand> ALL = List.of(
            new DebugCommand(
                    "step", "s", "[N]", text("debugCommands.executeOneInstructionOrN"), counted(Debugger::step)),
            new DebugCommand(
                    "back", "", "[N]", text("debugCommands.takeOneInstructionBackOr"), counted(Debugger::back)),
            moving("next", "n", text("debugCommands.executeOneInstructionOrA"), Debugger::next),
            moving("finish", "", text("debugCommands.goOnUntilThisFunction"), Debugger::finish),
            new DebugCommand("until", "u", "PLACE", text("debugCommands.goOnUntilTheInstruction"), Places::until),
            moving("continue", "c", text("debugCommands.goOnToTheNext"), Debugger::resume),
            moving("reverse", "r", text("debugCommands.goBackToTheBreakpoint"), Debugger::reverse),
            moving("restart", "", text("debugCommands.goBackToTheBeginning"), debugger -> {
                debugger.restart();
                return Stop.of(Stop.Reason.BEGINNING);
            }),
            new DebugCommand(
                    "break",
                    "b",
                    "PLACE | call HELPER | write MAP [KEY] [FROM-TO]",
                    text("debugCommands.stopBeforeAnInstructionOr"),
                    Places::breakAt),
            new DebugCommand("delete", "", "NUMBER", "remove a breakpoint", Places::delete),
            new DebugCommand("breaks", "", "", text("debugCommands.listTheBreakpoints"), Places::list),
            new DebugCommand("cpu", "", "N", text("debugCommands.letOnlyThisCpuGo"), Turns::cpu),
            new DebugCommand("seed", "", "N", text("debugCommands.letASchedulerChooseWhose"), Turns::seed),
            showing("cpus", text("debugCommands.showWhereEachCpuStands"), DebugConsole::cpus),
            showing("show", text("debugCommands.showRegistersStackMapsAnd"), DebugConsole::everything),
            showing(
                    "regs",
                    text("debugCommands.showTheRegistersAndWhat"),
                    console -> console.picture().registers()),
            showing(
                    "stack",
                    text("debugCommands.showTheStackSBytes"),
                    console -> console.picture().stack()),
            showing(
                    "maps",
                    text("debugCommands.showWhatIsInThe"),
                    console -> console.picture().maps()),
            showing(
                    "packet",
                    text("debugCommands.showThePacketSBytes"),
                    console -> console.picture()
                            .bytes(console.moment().current().packet(), text("debugCommands.isNoPacket"))),
            showing(
                    "ctx",
                    text("debugCommands.showTheContextSBytes"),
                    console -> console.picture()
                            .bytes(console.moment().current().context(), text("debugCommands.isNoContext"))),
            showing("list", text("debugCommands.listTheWholeProgram"), DebugConsole::program),
            showing("trace", text("debugCommands.showWhatWasPrintedWith"), DebugConsole::trace),
            new DebugCommand(
                    "help", "h", "[COMMAND]", text("debugCommands.listTheCommandsOrExplain"), DebugCommands::help),
            new DebugCommand(
                    "quit", "q", "", text("debugCommands.leaveTheDebugger"), (console, argument) -> Reply.QUIT));

    private DebugCommands() {}

    /** Returns the command that a word names: its name, its letter, or a beginning that no other has. */
    static Optional<DebugCommand> find(String word) {
        List<DebugCommand> begins =
                ALL.stream().filter(command -> command.name().startsWith(word)).toList();
        return ALL.stream()
                .filter(command ->
                        command.name().equals(word) || command.letter().equals(word))
                .findFirst()
                .or(() -> begins.size() == 1 ? Optional.of(begins.get(0)) : Optional.empty());
    }

    /** Returns what to say of a word that is no command. */
    static String unknown(String word) {
        List<String> begins = ALL.stream()
                .map(DebugCommand::name)
                .filter(name -> name.startsWith(word))
                .toList();
        return begins.size() > 1
                ? word + " could be " + String.join(", ", begins)
                : text(
                        "debugCommands.noCommandHelpListsThem",
                        word,
                        Spelling.hint(word, ALL.stream().map(DebugCommand::name)));
    }

    /** A command's way of going on by a number of instructions. */
    @FunctionalInterface
    private interface Counted {
        Stop by(Debugger debugger, long count);
    }

    private static DebugCommand.Action counted(Counted action) {
        return (console, argument) -> {
            if (!argument.matches("\\d{0,12}") || argument.matches("0+")) {
                return console.failed(text("debugCommands.isNoNumberOfInstructions", argument));
            }
            return console.moved(action.by(console.debugger(), argument.isEmpty() ? 1 : Long.parseLong(argument)));
        };
    }

    private static DebugCommand moving(String name, String letter, String help, Function<Debugger, Stop> action) {
        return new DebugCommand(
                name, letter, "", help, (console, argument) -> console.moved(action.apply(console.debugger())));
    }

    private static DebugCommand showing(String name, String help, Function<DebugConsole, List<Line>> shown) {
        return new DebugCommand(name, "", "", help, (console, argument) -> {
            console.show(shown.apply(console));
            return Reply.OK;
        });
    }

    private static Reply help(DebugConsole console, String argument) {
        if (!argument.isEmpty() && find(argument).isEmpty()) {
            return console.failed(unknown(argument));
        }
        List<Line> lines = new ArrayList<>();
        for (DebugCommand command :
                argument.isEmpty() ? ALL : List.of(find(argument).orElseThrow())) {
            String letter = command.letter().isEmpty() ? "" : "  (" + command.letter() + ")";
            lines.addAll(Wrap.lines(Line.of(command.usage(), Style.BOLD).plus(letter, Style.DIM), console.width()));
            for (Line help : console.wrapped(command.help(), 4)) {
                lines.add(Line.of("    ").plus(help));
            }
        }
        if (argument.isEmpty()) {
            lines.add(Line.of(text("debugCommands.emptyLineDoesTheLast"), Style.DIM));
        }
        console.show(lines);
        return Reply.OK;
    }
}
