package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.repl.Completion.Choice;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /set}: what a person chooses, such as the keys that edit a line. */
final class SetCommand {
    static final List<Command> ROWS =
            List.of(Command.of("/set", Group.WORKBENCH, SetCommand::choices, SetCommand::set));

    /** What takes a choice back. */
    private static final String DEFAULT = "-default";

    private SetCommand() {}

    private static List<Choice> choices(Bench bench, List<String> words) {
        if (words.size() == 1) {
            return Stream.of(Preferences.Key.values())
                    .map(key -> new Choice(key.word(), meaning(key)))
                    .toList();
        }
        return Preferences.Key.of(words.get(0)).stream()
                .filter(key -> words.size() == 2)
                .flatMap(key ->
                        Stream.concat(key.choices().stream().filter(value -> !value.isEmpty()), Stream.of(DEFAULT)))
                .map(Choice::of)
                .toList();
    }

    private static String meaning(Preferences.Key key) {
        return switch (key) {
            case FEEDBACK -> text("set.feedback");
            case EDITING -> text("set.editing");
            case THEME -> text("set.theme");
            case EDITOR -> text("set.editor");
        };
    }

    private static Answer set(Bench bench, String argument) {
        String[] words = argument.split("\\s+", 2);
        if (argument.isEmpty()) {
            Stream.of(Preferences.Key.values()).forEach(key -> show(bench, key));
            return Answer.OK;
        }
        Optional<Preferences.Key> key = Preferences.Key.of(words[0]);
        if (key.isEmpty()) {
            String keys = Stream.of(Preferences.Key.values())
                    .map(Preferences.Key::word)
                    .collect(Collectors.joining(", "));
            return failed(bench, text("set.what", words[0], keys));
        }
        if (words.length == 1) {
            show(bench, key.get());
            return Answer.OK;
        }
        String value = words[1].equals(DEFAULT) ? key.get().choices().get(0) : words[1].strip();
        if (!key.get().takes(value)) {
            return failed(
                    bench,
                    text(
                            "set.noValue",
                            value,
                            words[0],
                            String.join(", ", key.get().choices())));
        }
        try {
            bench.preferences().set(key.get(), value);
        } catch (IOException notKept) {
            bench.screen().styled(text("set.notKept", Paths.reason(notKept)), Style.WARN);
        }
        show(bench, key.get());
        return Answer.OK;
    }

    private static void show(Bench bench, Preferences.Key key) {
        String value = bench.preferences().get(key);
        if (value.isEmpty()) {
            value = ExternalEditor.of(bench.preferences())
                    .map(editor -> String.join(" ", editor.command()))
                    .orElse(text("set.noEditor"));
        }
        bench.screen().say(text("set.row", key.word(), value, meaning(key)));
    }

    private static Answer failed(Bench bench, String why) {
        bench.screen().styled(why, Style.BAD);
        return Answer.FAILED;
    }
}
