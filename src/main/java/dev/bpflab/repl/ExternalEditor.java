package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in which people edit text.
 *
 * @param command its words: the program and its arguments, to which the file is added
 */
record ExternalEditor(List<String> command) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** Returns the one that was chosen with {@code /set editor}, or is named by {@code VISUAL} or {@code EDITOR}. */
    static Optional<ExternalEditor> of(Preferences preferences) {
        return of(preferences, System.getenv());
    }

    static Optional<ExternalEditor> of(Preferences preferences, Map<String, String> environment) {
        UnaryOperator<String> named = name -> environment.getOrDefault(name, "");
        return Stream.of(preferences.get(Preferences.Key.EDITOR), named.apply("VISUAL"), named.apply("EDITOR"))
                .map(ExternalEditor::words)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(ExternalEditor::new);
    }

    /** Splits as a shell does where nothing needs one: at blanks that are not quoted. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(Stream.of(word.group(1), word.group(2), word.group(3))
                    .filter(part -> part != null)
                    .findFirst()
                    .orElse(""));
        }
        return words;
    }

    /** Returns what the program is called. */
    String name() {
        return command.get(0);
    }

    /**
     * Lets a person edit a text, in a file that only its owner can read.
     *
     * @return the text afterwards
     * @throws IOException when the program cannot be started or says that it failed, with why in words
     */
    String edit(String before, Keyboard keyboard) throws IOException {
        Path file = Files.createTempFile("bpflab", ".java");
        try {
            Files.writeString(file, before, UTF_8);
            List<String> words = new ArrayList<>(command);
            words.add(file.toString());
            int status = run(words, keyboard);
            if (status != 0) {
                throw new IOException(text("edit.status", status));
            }
            return Files.readString(file, UTF_8);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static int run(List<String> words, Keyboard keyboard) throws IOException {
        try {
            return keyboard.run(words);
        } catch (IOException missing) {
            throw new IOException(text("edit.noProgram"), missing);
        }
    }
}
