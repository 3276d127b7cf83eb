package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Session;
import dev.bpflab.session.Session.Numbered;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /edit}: snippets in an editor, or in the prompt where there is no editor; what was changed is evaluated. */
final class EditCommand {
    private EditCommand() {}

    static Answer edit(Bench bench, String argument) {
        Session session = bench.session();
        List<Numbered> chosen = argument.isEmpty() ? session.snippets() : SnippetChoice.of(session, argument);
        if (chosen.isEmpty() && !argument.isEmpty()) {
            return failed(bench, text("list.nothing", argument));
        }
        Optional<Keyboard> keyboard = bench.keyboard();
        if (keyboard.isEmpty()) {
            return failed(bench, text("edit.noTerminal"));
        }
        String before = chosen.stream().map(snippet -> snippet.source() + "\n").collect(Collectors.joining());
        Optional<ExternalEditor> editor = ExternalEditor.of(bench.preferences());
        if (editor.isEmpty()) {
            bench.screen().styled(text("edit.noEditor"), Style.DIM);
            keyboard.get().type(before.stripTrailing());
            return Answer.OK;
        }
        try {
            return evaluate(bench, before, editor.get().edit(before, keyboard.get()));
        } catch (IOException failure) {
            return failed(bench, text("edit.failed", editor.get().name(), String.valueOf(failure.getMessage())));
        }
    }

    /** Evaluates what is new or changed. */
    private static Answer evaluate(Bench bench, String before, String after) {
        if (after.equals(before)) {
            bench.screen().say(text("edit.unchanged"));
            return Answer.OK;
        }
        Set<String> known = new HashSet<>(bench.session().pieces(before));
        Answer answer = Answer.OK;
        for (String piece : bench.session().pieces(after)) {
            if (answer == Answer.OK && !known.contains(piece)) {
                bench.screen().code(piece);
                answer = bench.evaluate(piece);
            }
        }
        return answer;
    }

    private static Answer failed(Bench bench, String why) {
        bench.screen().styled(why, Style.BAD);
        return Answer.FAILED;
    }
}
