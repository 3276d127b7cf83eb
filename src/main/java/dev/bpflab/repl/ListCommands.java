package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Session;
import dev.bpflab.session.Session.Numbered;
import dev.bpflab.session.Session.Variable;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands that list what was typed: JShell's own names for them, as learners know them. */
final class ListCommands {
    static final List<Command> ROWS = List.of(
            Command.of(
                    "/vars",
                    Group.SNIPPETS,
                    Completion.names(bench -> names(bench.session())),
                    listing(
                            (Session session) -> session.variables().stream(),
                            Variable::name,
                            variable -> variable.type() + " " + variable.name() + " = " + variable.value())),
            Command.of(
                    "/methods",
                    Group.SNIPPETS,
                    listing(
                            session -> session.methods().stream(),
                            method -> method.replaceFirst("\\(.*", "").replaceFirst(".* ", ""),
                            method -> method)),
            Command.of(
                    "/types",
                    Group.SNIPPETS,
                    listing(session -> session.types().stream(), type -> type.replaceFirst(".* ", ""), type -> type)),
            Command.of("/list", Group.SNIPPETS, Completion.words("-all", "-start"), ListCommands::list),
            Command.of(
                    "/imports",
                    Group.SNIPPETS,
                    listing(session -> session.imports().stream(), line -> line, line -> line)),
            Command.of("/history", Group.SNIPPETS, Completion.words("-all"), ListCommands::history));

    private ListCommands() {}

    static List<String> names(Session session) {
        return session.variables().stream().map(Variable::name).toList();
    }

    /** Returns a command that lists everything of a kind, or that of one name. */
    private static <T> Command.Action listing(
            Function<Session, Stream<T>> all, Function<T, String> name, Function<T, String> shown) {
        return (bench, argument) -> {
            List<String> rows = all.apply(bench.session())
                    .filter(one -> argument.isEmpty() || name.apply(one).equals(argument))
                    .map(shown)
                    .toList();
            rows.forEach(bench.screen()::values);
            return rows.isEmpty() && !argument.isEmpty() ? nothing(bench, argument) : Answer.OK;
        };
    }

    private static Answer nothing(Bench bench, String name) {
        bench.screen().styled(text("list.nothing", name), Style.BAD);
        return Answer.FAILED;
    }

    private static Answer list(Bench bench, String argument) {
        Session session = bench.session();
        List<Numbered> rows = switch (argument) {
            case "" -> session.snippets();
            case "-all" ->
                Stream.concat(session.startup().stream(), session.entered().stream())
                        .toList();
            case "-start" -> session.startup();
            default -> SnippetChoice.of(session, argument).stream().toList();
        };
        for (Numbered snippet : rows) {
            bench.screen().text(snippet.number() + " : " + snippet.source().replace("\n", "\n    "));
        }
        return rows.isEmpty() && !argument.isEmpty() ? nothing(bench, argument) : Answer.OK;
    }

    private static Answer history(Bench bench, String argument) {
        return bench.keyboard()
                .map(keyboard -> {
                    keyboard.history(argument.equals("-all")).forEach(bench.screen()::text);
                    return Answer.OK;
                })
                .orElseGet(() -> {
                    bench.session().history().forEach(bench.screen()::text);
                    return Answer.OK;
                });
    }
}
