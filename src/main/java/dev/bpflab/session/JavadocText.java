package dev.bpflab.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A doc comment as plain text.
 *
 * @param text paragraphs, each a line, with an empty line between them; then what is said of parameters, result and errors
 * @param parameters what is said of each parameter or component
 */
public record JavadocText(String text, Map<String, String> parameters) {
    private static final Pattern TAG = Pattern.compile(
            "(?m)^\\s*@(param|return|throws|exception|see|since|author|jls|apiNote|implSpec|implNote)\\b");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal|value)\\s+([^{}]*(?:\\{[^{}]*}[^{}]*)*)}");
    private static final Pattern LINK = Pattern.compile("\\{@(?:link|linkplain)\\s+([^\\s}]+)(?:\\s+([^}]*))?}");
    private static final Pattern OTHER = Pattern.compile("\\{@\\w+\\s*([^}]*)}");
    private static final Pattern SENTENCE = Pattern.compile("(?s)(.*?[.!?])(?:\\s+(?=\\p{Lu}|`)|$|\\n).*");
    private static final Pattern PRE = Pattern.compile("(?s)<pre>(.*?)</pre>");

    public JavadocText {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Reads a comment without its stars. */
    public static JavadocText of(String comment) {
        Matcher tags = TAG.matcher(comment);
        int end = tags.find() ? tags.start() : comment.length();
        List<String> parts = new ArrayList<>();
        String body = paragraphs(comment.substring(0, end));
        if (!body.isEmpty()) {
            parts.add(body);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> tagged = new ArrayList<>();
        while (end < comment.length()) {
            String kind = tags.group(1);
            int start = tags.end();
            end = tags.find() ? tags.start() : comment.length();
            String raw = comment.substring(start, end).strip();
            if (raw.startsWith("<")) {
                // A type's own parameter, of which the signature says enough.
                continue;
            }
            String said = paragraphs(raw);
            String[] words = said.split("\\s+", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (kind) {
                case "param" -> {
                    parameters.put(words[0], rest);
                    tagged.add("  " + words[0] + ": " + rest);
                }
                case "return" -> tagged.add("  returns: " + said);
                case "throws", "exception" -> tagged.add("  throws " + words[0] + ": " + rest);
                default -> {}
            }
        }
        if (!tagged.isEmpty()) {
            parts.add(String.join("\n", tagged));
        }
        return new JavadocText(String.join("\n\n", parts), parameters);
    }

    /** Returns the first sentence of a text. */
    static String firstSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.matches() ? sentence.group(1) : text.lines().findFirst().orElse("");
    }

    private static String paragraphs(String marked) {
        StringBuilder text = new StringBuilder();
        Matcher blocks = PRE.matcher(marked);
        int done = 0;
        while (blocks.find()) {
            text.append(flowing(marked.substring(done, blocks.start()))).append("\n\n");
            String code = plain(blocks.group(1)).stripTrailing();
            code.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> text.append("    ").append(line.strip()).append('\n'));
            text.append('\n');
            done = blocks.end();
        }
        text.append(flowing(marked.substring(done)));
        return text.toString().replaceAll("\n{3,}", "\n\n").stripTrailing().replaceFirst("^\n+", "");
    }

    private static String flowing(String marked) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : marked.split(
                "<p>|</p>|<ul>|</ul>|<ol>|</ol>|<dl>|</dl>|<table>|(?=<li>)|(?=<dt>)|(?=<dd>)|<h\\d>|</h\\d>|\n\\s*\n",
                -1)) {
            String flow = plain(paragraph.replaceFirst("^\\s*<li>", "- "))
                    .replaceAll("\\s+", " ")
                    .strip();
            if (!flow.isEmpty()) {
                paragraphs.add(flow);
            }
        }
        return String.join("\n\n", paragraphs).replaceAll("\n\n(?=- )", "\n");
    }

    private static String plain(String marked) {
        String text = CODE.matcher(marked).replaceAll(found -> Matcher.quoteReplacement("`" + found.group(1) + "`"));
        text = LINK.matcher(text).replaceAll(found -> Matcher.quoteReplacement(linked(found.group(1), found.group(2))));
        text = OTHER.matcher(text).replaceAll("$1");
        text = text.replaceAll("</?(?:code|tt)>", "`").replaceAll("</?\\w[^>]*>", "");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static String linked(String target, @org.jspecify.annotations.Nullable String label) {
        return label != null && !label.isBlank()
                ? label
                : "`" + target.replaceFirst("^#", "").replace('#', '.') + "`";
    }
}
