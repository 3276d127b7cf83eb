package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The public methods of a source file with what their comments say first. */
final class DocComments {
    private static final Pattern METHOD = Pattern.compile(
            "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s+(?:@\\w+\\s+)*public (?:static |final )*(?:<[^(]*?> )?"
                    + "[\\w<>?,.\\[\\] @]+? (?<name>\\w+)\\((?<parameters>[^)]*)\\)",
            Pattern.DOTALL);

    /**
     * A word of the vocabulary.
     *
     * @param name the method's name
     * @param call how it is called, with the names of its parameters
     * @param says the first sentence of its comment, as AsciiDoc
     */
    record Word(String name, String call, String says) {}

    private DocComments() {}

    /** Returns the documented public methods of a class, in the order in which they stand there. */
    static List<Word> of(String className) throws IOException {
        String source = Files.readString(Path.of("src", "main", "java", "dev", "bpflab", className + ".java"));
        List<Word> words = new ArrayList<>();
        Matcher method = METHOD.matcher(source);
        while (method.find()) {
            String name = method.group("name");
            words.add(new Word(
                    name, name + "(" + parameters(method.group("parameters")) + ")", sentence(method.group("doc"))));
        }
        return words;
    }

    private static String parameters(String declared) {
        if (declared.isBlank()) {
            return "";
        }
        // A type argument's comma is none between parameters.
        String bare = declared;
        while (bare.contains("<")) {
            bare = bare.replaceAll("<[^<>]*>", "");
        }
        return Arrays.stream(bare.split(","))
                .map(String::strip)
                .map(one -> one.contains("...") ? one.replaceAll(".* ", "") + "…" : one.replaceAll(".* ", ""))
                .collect(Collectors.joining(", "));
    }

    private static String sentence(String doc) {
        String text = doc.replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
        text = text.replaceAll("\\{@code ([^{}]*(?:\\{[^{}]*}[^{}]*)*)}", "`+$1+`");
        text = text.replaceAll("\\{@link [\\w.#]+(?:\\([^)]*\\))? ([^}]*)}", "$1");
        text = text.replaceAll("\\{@link #?(?:\\w+#)?(\\w+)(?:\\([^)]*\\))?}", "`$1`");
        Matcher end = Pattern.compile("\\.(?= [A-Z]|$| <p>| @)").matcher(text);
        String first = end.find() ? text.substring(0, end.start() + 1) : text;
        return first.replace("|", "\\|");
    }
}
