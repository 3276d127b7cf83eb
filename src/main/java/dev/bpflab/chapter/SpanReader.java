package dev.bpflab.chapter;

import dev.bpflab.chapter.Text.Span;
import dev.bpflab.chapter.Text.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link SpanConverter} wrote back as spans. */
final class SpanReader {
    private static final Pattern TOKEN = Pattern.compile("<(/?)([a-z]*) ?([^>]*)>|&#?[a-zA-Z0-9]+;|[^<&]+|[<&]");
    private static final Pattern ENTITY = Pattern.compile("&#?[a-zA-Z0-9]+;");
    private static final Map<String, String> ENTITIES =
            Map.of("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"", "&nbsp;", "\u00a0");

    private record Open(Set<Style> styles, String target, int firstSpan) {}

    private final Consumer<String> unsupported;
    private final BinaryOperator<String> textOfReference;
    private final List<Span> spans = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /**
     * @param unsupported told the name of a mark that has no place in a page
     * @param textOfReference gives, from a reference's target and written text, the text to show
     */
    SpanReader(Consumer<String> unsupported, BinaryOperator<String> textOfReference) {
        this.unsupported = unsupported;
        this.textOfReference = textOfReference;
        open.push(new Open(Set.of(), "", 0));
    }

    Text read(String marked) {
        Matcher tokens = TOKEN.matcher(joined(marked));
        while (tokens.find()) {
            if (tokens.group(2) == null) {
                add(unescape(tokens.group()));
            } else if (!tokens.group(1).isEmpty()) {
                close();
            } else {
                open(tokens.group(2), tokens.group(3));
            }
        }
        return new Text(merged());
    }

    private void open(String kind, String target) {
        Open outer = open.getFirst();
        if (kind.equals("unsupported")) {
            unsupported.accept(target);
            open.push(outer);
            return;
        }
        Set<Style> styles = EnumSet.noneOf(Style.class);
        styles.addAll(outer.styles());
        styles.add(Style.valueOf(kind.toUpperCase(Locale.ROOT)));
        open.push(new Open(styles, target.isEmpty() ? outer.target() : unescape(target), spans.size()));
    }

    private void close() {
        Open closed = open.pop();
        boolean silent = spans.size() == closed.firstSpan();
        if (silent && closed.styles().contains(Style.XREF)) {
            spans.add(new Span(textOfReference.apply(closed.target(), ""), closed.styles(), closed.target()));
        }
    }

    private void add(String text) {
        spans.add(new Span(text, open.getFirst().styles(), open.getFirst().target()));
    }

    /** Text comes in pieces around each entity; neighbours of one look become one span. */
    private List<Span> merged() {
        List<Span> merged = new ArrayList<>();
        for (Span span : spans) {
            int last = merged.size() - 1;
            if (last >= 0
                    && merged.get(last).styles().equals(span.styles())
                    && merged.get(last).target().equals(span.target())) {
                merged.set(last, new Span(merged.get(last).text() + span.text(), span.styles(), span.target()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** A line end in the source is a space; one that the author forced, and a paragraph of a cell, stay. */
    private static String joined(String marked) {
        return marked.replaceAll(SpanConverter.BREAK + "\\n?|\\n{2,}", SpanConverter.BREAK)
                .replace('\n', ' ')
                .replace(SpanConverter.BREAK, "\n");
    }

    private static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(entity(found.group())));
    }

    private static String entity(String text) {
        String known = ENTITIES.get(text);
        if (known != null) {
            return known;
        }
        if (text.startsWith("&#")) {
            boolean hex = text.startsWith("&#x");
            int code = Integer.parseInt(text.substring(hex ? 3 : 2, text.length() - 1), hex ? 16 : 10);
            // Asciidoctor puts zero-width and thin spaces around dashes for browsers.
            return code == 0x200b ? "" : code == 0x2009 ? " " : Character.toString(code);
        }
        return text;
    }
}
