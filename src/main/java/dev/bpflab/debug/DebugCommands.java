package dev.bpflab.debug;

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
            new DebugCommand("step", "s", "[N]", "execute one instruction, or N", counted(Debugger::step)),
            new DebugCommand("back", "", "[N]", "take one instruction back, or N", counted(Debugger::back)),
            moving(
                    "next",
                    "n",
                    "execute one instruction, or a whole call of a function of the program",
                    Debugger::next),
            moving("finish", "", "go on until this function has returned", Debugger::finish),
            new DebugCommand(
                    "until",
                    "u",
                    "PLACE",
                    "go on until the instruction with this number or label is next",
                    Places::until),
            moving("continue", "c", "go on to the next breakpoint or the end", Debugger::resume),
            moving("reverse", "r", "go back to the breakpoint met last, or to the beginning", Debugger::reverse),
            moving("restart", "", "go back to the beginning", debugger -> {
                debugger.restart();
                return Stop.of(Stop.Reason.BEGINNING);
            }),
            new DebugCommand(
                    "break",
                    "b",
                    "PLACE | call HELPER | write MAP [KEY] [FROM-TO]",
                    "stop before an instruction or a helper's call, or after a write to a map (of a key, of bytes of the"
                            + " value)",
                    Places::breakAt),
            new DebugCommand("delete", "", "NUMBER", "remove a breakpoint", Places::delete),
            new DebugCommand("breaks", "", "", "list the breakpoints", Places::list),
            new DebugCommand("cpu", "", "N", "let only this CPU go on from here", Turns::cpu),
            new DebugCommand("seed", "", "N", "let a scheduler choose whose turn it is, from this seed", Turns::seed),
            showing("cpus", "show where each CPU stands", DebugConsole::cpus),
            showing("show", "show registers, stack, maps and CPUs", DebugConsole::everything),
            showing(
                    "regs",
                    "show the registers and what they point to",
                    console -> console.picture().registers()),
            showing(
                    "stack",
                    "show the stack's bytes, as eight to a line",
                    console -> console.picture().stack()),
            showing(
                    "maps",
                    "show what is in the maps",
                    console -> console.picture().maps()),
            showing(
                    "packet",
                    "show the packet's bytes",
                    console ->
                            console.picture().bytes(console.moment().current().packet(), "there is no packet")),
            showing(
                    "ctx",
                    "show the context's bytes",
                    console ->
                            console.picture().bytes(console.moment().current().context(), "there is no context")),
            showing("list", "list the whole program", DebugConsole::program),
            showing("trace", "show what was printed with bpf_trace_printk", DebugConsole::trace),
            new DebugCommand("help", "h", "[COMMAND]", "list the commands, or explain one", DebugCommands::help),
            new DebugCommand("quit", "q", "", "leave the debugger", (console, argument) -> Reply.QUIT));

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
                : "no command " + word + Spelling.hint(word, ALL.stream().map(DebugCommand::name))
                        + "; help lists them";
    }

    /** A command's way of going on by a number of instructions. */
    @FunctionalInterface
    private interface Counted {
        Stop by(Debugger debugger, long count);
    }

    private static DebugCommand.Action counted(Counted action) {
        return (console, argument) -> {
            if (!argument.matches("\\d{0,12}") || argument.matches("0+")) {
                return console.failed("'" + argument + "' is no number of instructions; use 1 or more");
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
            lines.add(Line.of("An empty line does the last step again.", Style.DIM));
        }
        console.show(lines);
        return Reply.OK;
    }
}
