package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Submission;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The command that keeps what was typed. */
final class SnippetCommands {
    static final List<Command> ROWS =
            List.of(Command.of("/save", Group.AGAIN, Completion.FILES, SnippetCommands::save));

    private SnippetCommands() {}

    private static Answer save(Bench bench, String argument) {
        if (argument.isEmpty()) {
            bench.screen().styled(text("save.where"), Style.BAD);
            return Answer.FAILED;
        }
        String script = bench.lab()
                .map(runner -> Submission.write(runner.lab(), runner.progress()))
                .orElseGet(() -> text("save.head") + "\n"
                        + String.join("\n", bench.session().history()) + "\n");
        try {
            Path file = Paths.of(argument);
            Files.writeString(file, script);
            bench.screen().text(text("save.saved", file));
            return Answer.OK;
        } catch (IOException | InvalidPathException e) {
            bench.screen().styled(text("save.failed", argument, Paths.reason(e)), Style.BAD);
            return Answer.FAILED;
        }
    }
}
