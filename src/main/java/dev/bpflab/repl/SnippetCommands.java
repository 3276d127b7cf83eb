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

/** The commands that keep what was typed and bring it back. */
final class SnippetCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/save", Group.AGAIN, Completion.FILES, SnippetCommands::save),
            Command.of("/open", Group.AGAIN, Completion.FILES, OpenCommand::open));

    private static final String FORCE = "-force ";

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
            boolean force = argument.startsWith(FORCE);
            Path file = Paths.of(force ? argument.substring(FORCE.length()).strip() : argument);
            if (!force && Files.isRegularFile(file) && !bench.saved().contains(file.toAbsolutePath())) {
                bench.screen().styled(text("save.exists", file), Style.BAD);
                return Answer.FAILED;
            }
            Files.writeString(file, script);
            bench.saved().add(file.toAbsolutePath());
            bench.screen().say(text("save.saved", file));
            return Answer.OK;
        } catch (IOException | InvalidPathException e) {
            bench.screen().styled(text("save.failed", argument, Paths.reason(e)), Style.BAD);
            return Answer.FAILED;
        }
    }
}
