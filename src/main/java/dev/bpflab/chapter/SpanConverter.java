package dev.bpflab.chapter;

import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.PhraseNode;
import org.asciidoctor.converter.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * Writes inline marks for {@link SpanReader}: {@code <kind target>text</>}. An unescaped angle bracket cannot be the
 * author's, since Asciidoctor escapes those first, and Asciidoctor's own patterns stop at it as they do at HTML.
 */
public final class SpanConverter extends StringConverter {
    /** The name under which Asciidoctor knows this converter. */
    static final String BACKEND = "spans";

    /** A line break that the author forced. */
    static final String BREAK = "\u2028";

    /** Called by Asciidoctor. */
    public SpanConverter(String backend, Map<String, Object> options) {
        super(backend, options);
    }

    @Override
    public String convert(ContentNode node, @Nullable String transform, Map<Object, Object> options) {
        if (node instanceof PhraseNode phrase) {
            return phrase(phrase);
        }
        return unsupported(node.getNodeName());
    }

    private static String phrase(PhraseNode phrase) {
        String text = phrase.getText() == null ? "" : phrase.getText();
        return switch (phrase.getContext()) {
            case "quoted" -> quoted(phrase.getType(), text);
            case "anchor" -> anchor(phrase, text);
            case "break" -> text + BREAK;
            case "footnote" -> "<note>" + text + "</>";
            case "image" -> image(phrase);
            case "kbd" -> "<code>" + keys(phrase.getAttribute("keys")) + "</>";
            default -> unsupported(phrase.getContext());
        };
    }

    private static String quoted(String type, String text) {
        return switch (type) {
            case "strong" -> "<bold>" + text + "</>";
            case "emphasis" -> "<italic>" + text + "</>";
            case "monospaced" -> "<code>" + text + "</>";
            case "double" -> "\u201c" + text + "\u201d";
            case "single" -> "\u2018" + text + "\u2019";
            case "unquoted", "mark", "subscript" -> text;
            case "superscript" -> "^" + text;
            default -> unsupported(type + " text");
        };
    }

    private static String anchor(PhraseNode phrase, String text) {
        return switch (phrase.getType()) {
            case "link" -> "<link " + escaped(phrase.getTarget()) + ">" + text + "</>";
            case "xref" -> "<xref " + escaped(reference(phrase)) + ">" + text + "</>";
            case "ref" -> "";
            default -> unsupported(phrase.getType());
        };
    }

    /** A picture inside a line is the words that stand for it. */
    private static String image(PhraseNode phrase) {
        Object alt = phrase.getAttribute("alt");
        return alt == null || alt.equals(phrase.getAttribute("default-alt"))
                ? unsupported("image without words for what it shows")
                : "[" + alt + "]";
    }

    private static String keys(@Nullable Object keys) {
        return keys instanceof List<?> list
                ? String.join("+", list.stream().map(String::valueOf).toList())
                : "";
    }

    /** A reference into another document keeps its path, one inside the document begins with {@code #}. */
    private static String reference(PhraseNode phrase) {
        String refid = String.valueOf(phrase.getAttribute("refid"));
        return phrase.hasAttribute("path") && phrase.getAttribute("path") != null ? refid : "#" + refid;
    }

    private static String escaped(String target) {
        return target.replace("<", "%3C").replace(">", "%3E");
    }

    private static String unsupported(String what) {
        return "<unsupported " + escaped(what) + "></>";
    }
}
