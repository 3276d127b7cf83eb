package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.look.Exports;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.Style;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The command that writes a map to a file. */
final class ExportCommand {
    private static final String REPLACE = "--replace";

    static final List<Command> ROWS =
            List.of(Command.of("/export", Group.LOOK, ExportCommand::choices, ExportCommand::export));

    private ExportCommand() {}

    private static List<Completion.Choice> choices(Bench bench, List<String> words) {
        return switch (words.size()) {
            case 1 ->
                MapCommands.names(bench).stream().map(Completion.Choice::of).toList();
            case 2 -> Completion.FILES.choices(bench, words.subList(1, 2));
            default -> List.of(Completion.Choice.of(REPLACE));
        };
    }

    private static Answer export(Bench bench, String argument) {
        String[] words = argument.split("\\s+", -1);
        boolean replace = words.length == 3 && words[2].equals(REPLACE);
        if (words.length != 2 && !replace) {
            bench.screen().styled(text("export.usage"), Style.BAD);
            return Answer.FAILED;
        }
        Optional<BpfMap<?, ?>> map = MapCommands.find(bench, words[0]);
        if (map.isEmpty()) {
            bench.screen().styled(text("dump.noMap", words[0]), Style.BAD);
            return Answer.FAILED;
        }
        CopyOption[] options = replace ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0];
        Path file = Exports.export(map.get(), words[1], options);
        bench.screen().say(text("export.done", file));
        return Answer.OK;
    }
}
