package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Submission;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Session;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands that show and change what was typed: JShell's own names for them, as learners know them. */
final class SnippetCommands {
    static final List<Command> ROWS = List.of(
            Command.of(
                    "/vars",
                    Group.SNIPPETS,
                    listing(session -> session.variables().stream()
                            .map(variable -> variable.type() + " " + variable.name() + " = " + variable.value()))),
            Command.of("/methods", Group.SNIPPETS, listing(session -> session.methods().stream())),
            Command.of(
                    "/list",
                    Group.SNIPPETS,
                    listing(session -> session.snippets().stream()
                            .map(snippet ->
                                    snippet.number() + " : " + snippet.source().replace("\n", "\n    ")))),
            Command.of("/imports", Group.SNIPPETS, listing(session -> session.imports().stream())),
            Command.of("/drop", Group.AGAIN, Completion.names(bench -> names(bench.session())), SnippetCommands::drop),
            Command.of("/reset", Group.AGAIN, (bench, argument) -> {
                bench.session().reset();
                return Answer.OK;
            }),
            Command.of("/save", Group.AGAIN, Completion.FILES, SnippetCommands::save));

    private SnippetCommands() {}

    private static Command.Action listing(Function<Session, Stream<String>> rows) {
        return (bench, argument) -> {
            rows.apply(bench.session()).forEach(bench.screen()::text);
            return Answer.OK;
        };
    }

    private static List<String> names(Session session) {
        return session.variables().stream().map(Session.Variable::name).toList();
    }

    private static Answer drop(Bench bench, String argument) {
        if (bench.session().drop(argument)) {
            return Answer.OK;
        }
        bench.screen().styled(argument.isEmpty() ? text("drop.what") : text("drop.nothing", argument), Style.BAD);
        return Answer.FAILED;
    }

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
