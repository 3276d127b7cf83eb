package dev.bpflab.lab.author;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Java source without what makes no difference to what it does, so that it can be looked for in other text. */
final class JavaText {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<![:\"])//[^\n]*");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?:\\w+(?:<[^=;]*>)?(?:\\[])? +)?\\w+ *= *(?!=)(.*\\(.*)", Pattern.DOTALL);
    private static final Pattern PRINTS = Pattern.compile("System\\.out\\.print.*|for *\\(.*", Pattern.DOTALL);

    private JavaText() {}

    /** Returns the source without comments and blanks. */
    static String squeezed(String source) {
        return COMMENT.matcher(source).replaceAll("").replaceAll("\\s+", "");
    }

    /**
     * Returns the statements of a solution that do its work: what is called without the variable it goes to, squeezed; without loops
     * and prints, which only show something.
     */
    static List<String> work(String solution) {
        return Arrays.stream(COMMENT.matcher(solution).replaceAll("").split(";"))
                .map(String::strip)
                .filter(statement -> !PRINTS.matcher(statement).matches())
                .map(statement -> ASSIGNED.matcher(statement).replaceFirst("$1"))
                .map(JavaText::squeezed)
                .filter(statement -> statement.length() > 1)
                .toList();
    }
}
