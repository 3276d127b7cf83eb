package dev.bpflab.repl;

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
            Command.plain(
                    "/vars",
                    Group.SNIPPETS,
                    "list the variables with their values",
                    listing(session -> session.variables().stream()
                            .map(variable -> variable.type() + " " + variable.name() + " = " + variable.value()))),
            Command.plain(
                    "/methods", Group.SNIPPETS, "list the methods", listing(session -> session.methods().stream())),
            Command.plain(
                    "/list",
                    Group.SNIPPETS,
                    "list the snippets with their numbers",
                    listing(session -> session.snippets().stream()
                            .map(snippet ->
                                    snippet.number() + " : " + snippet.source().replace("\n", "\n    ")))),
            Command.plain(
                    "/imports", Group.SNIPPETS, "list the imports", listing(session -> session.imports().stream())),
            new Command(
                    "/drop",
                    "NAME|NUMBER",
                    Group.SNIPPETS,
                    "remove a variable, method, class or snippet; a map stays open until it is closed",
                    (bench, typed) -> names(bench.session()),
                    SnippetCommands::drop),
            Command.plain(
                    "/reset",
                    Group.SNIPPETS,
                    "forget all snippets; maps stay open until they are closed",
                    (bench, argument) -> {
                        bench.session().reset();
                        return Answer.OK;
                    }),
            new Command(
                    "/save",
                    "FILE",
                    Group.SNIPPETS,
                    "write what you typed to a file that runs again; in a lab, one to hand in",
                    (bench, typed) -> Paths.matching(typed),
                    SnippetCommands::save));

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
        bench.screen()
                .styled(
                        (argument.isEmpty() ? "drop what?" : "nothing is called '" + argument + "';")
                                + " /list shows all",
                        Style.BAD);
        return Answer.FAILED;
    }

    private static Answer save(Bench bench, String argument) {
        if (argument.isEmpty()) {
            bench.screen().styled("save to which file?", Style.BAD);
            return Answer.FAILED;
        }
        String script = bench.lab()
                .map(runner -> Submission.write(runner.lab(), runner.progress()))
                .orElseGet(() -> "// bpflab session\n"
                        + String.join("\n", bench.session().history()) + "\n");
        try {
            Path file = Paths.of(argument);
            Files.writeString(file, script);
            bench.screen().text("saved to " + file);
            return Answer.OK;
        } catch (IOException | InvalidPathException e) {
            bench.screen().styled("save to " + argument + ": " + Paths.reason(e), Style.BAD);
            return Answer.FAILED;
        }
    }
}
