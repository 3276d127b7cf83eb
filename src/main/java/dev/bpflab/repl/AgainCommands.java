package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Session.Numbered;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that change what was typed and evaluate it again. */
final class AgainCommands {
    /** What help calls the numbers of snippets, which are no name. */
    static final String NUMBERED = "/N";

    static final List<Command> ROWS = List.of(
            Command.of("/edit", Group.AGAIN, Completion.names(AgainCommands::names), EditCommand::edit),
            Command.of("/!", Group.AGAIN, (bench, argument) -> again(bench, "-1")),
            Command.of(NUMBERED, Group.AGAIN, AgainCommands::again),
            Command.of("/drop", Group.AGAIN, Completion.names(AgainCommands::names), AgainCommands::drop),
            Command.of("/reset", Group.AGAIN, (bench, argument) -> {
                bench.reset();
                return Answer.OK;
            }),
            Command.of("/reload", Group.AGAIN, Completion.words("-quiet"), AgainCommands::reload));

    /** {@code /5}, {@code /-1}, {@code /3-5}, {@code /e1}, several of them. */
    private static final Pattern NUMBERS = Pattern.compile("/(?:-\\d+|[es]?\\d+(?:-[es]?\\d+)?)(?:\\s+[-es\\d]+)*");

    private AgainCommands() {}

    /** Tells whether a line names snippets to evaluate again. */
    static boolean isNumbers(String line) {
        return NUMBERS.matcher(line.strip()).matches();
    }

    static List<String> names(Bench bench) {
        return bench.session().snippets().stream()
                .map(Numbered::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** Shows snippets and evaluates them again, those too that did not go well. */
    static Answer again(Bench bench, String argument) {
        List<Numbered> chosen = SnippetChoice.of(bench.session(), argument);
        if (chosen.isEmpty()) {
            bench.screen().styled(argument.isEmpty() ? text("again.which") : text("list.nothing", argument), Style.BAD);
            return Answer.FAILED;
        }
        Answer answer = Answer.OK;
        for (Numbered snippet : chosen) {
            bench.screen().code(snippet.source());
            answer = bench.evaluate(snippet.source());
            if (answer != Answer.OK) {
                return answer;
            }
        }
        return answer;
    }

    private static Answer drop(Bench bench, String argument) {
        if (argument.isEmpty()) {
            bench.screen().styled(text("drop.what"), Style.BAD);
            return Answer.FAILED;
        }
        Answer answer = Answer.OK;
        for (String word : argument.split("\\s+", -1)) {
            String name = nameOf(bench, word);
            if (bench.session().drop(word)) {
                if (!name.isEmpty()) {
                    bench.journal().keep("/drop " + name);
                }
            } else {
                bench.screen().styled(text("list.nothing", word), Style.BAD);
                answer = Answer.FAILED;
            }
        }
        return answer;
    }

    /** Returns the name of what is known by a name or number; numbers are others when a session is brought back. */
    private static String nameOf(Bench bench, String nameOrNumber) {
        return bench.session().snippets().stream()
                .filter(snippet ->
                        snippet.number().equals(nameOrNumber) || snippet.name().equals(nameOrNumber))
                .map(Numbered::name)
                .findFirst()
                .orElse("");
    }

    /** Begins anew with what went well so far; what is open is closed, since the snippets make it again. */
    private static Answer reload(Bench bench, String argument) {
        if (!argument.isEmpty() && !argument.equals("-quiet")) {
            bench.screen().styled(text("reload.what"), Style.BAD);
            return Answer.FAILED;
        }
        List<String> history = bench.session().history();
        bench.session().reset();
        bench.session().workspace().closeAll();
        Answer answer = Answer.OK;
        for (String source : history) {
            if (argument.isEmpty()) {
                bench.screen().code(source);
            }
            if (bench.replay(source) != Answer.OK) {
                answer = Answer.FAILED;
            }
        }
        bench.screen().say(text("reload.done", history.size()));
        return answer;
    }
}
