package dev.bpflab.chapter.site;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of Asciidoctor's HTML what works on a phone and for who listens: boxes that scroll, headers that say of what. */
final class HtmlPolish {
    private static final Pattern TABLE = Pattern.compile("<table class=\"tableblock.*?</table>", Pattern.DOTALL);
    private static final Pattern CAPTION = Pattern.compile("<caption class=\"title\">(.*?)</caption>", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("<thead>.*?</thead>", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("<h([2-6]) id=\"([^\"]+)\">(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern REFERENCE =
            Pattern.compile("<a href=\"([^\"#]+\\.html)(#[^\"]*)?\">\\1?(?:#[^<]*)?</a>");
    private static final Pattern OUTSIDE = Pattern.compile("<a href=\"(https?://[^\"]*)\"");

    private HtmlPolish() {}

    /**
     * Returns the HTML of a page's text as the site has it.
     *
     * @param titles gives the title of the page at a relative address
     */
    static String polished(String html, UnaryOperator<String> titles) {
        String polished = replaced(TABLE, html, HtmlPolish::table);
        polished = replaced(HEADING, polished, HtmlPolish::heading);
        polished = replaced(REFERENCE, polished, found -> reference(found, titles));
        polished =
                replaced(OUTSIDE, polished, found -> found.group().replace("<a ", "<a rel=\"noopener noreferrer\" "));
        return polished
                // A remark's table is there for its looks only.
                .replaceAll("(<div class=\"admonitionblock[^>]*>\\s*)<table>", "$1<table role=\"presentation\">")
                // What scrolls must be reached by keyboard.
                .replace("<pre>", "<pre tabindex=\"0\">")
                .replace("<pre class=", "<pre tabindex=\"0\" class=");
    }

    private static String table(MatchResult found) {
        String table = found.group();
        Matcher caption = CAPTION.matcher(table);
        String label = caption.find() ? caption.group(1).replaceAll("<[^>]*>", "") : "Table";
        String scoped = replaced(HEAD, table, head -> head.group().replace("<th class=", "<th scope=\"col\" class="));
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + label.replace("\"", "&quot;")
                + "\">" + scoped + "</div>";
    }

    private static String heading(MatchResult found) {
        String title = found.group(3);
        String plain = title.replaceAll("<[^>]*>", "").replace("\"", "&quot;");
        return "<h" + found.group(1) + " id=\"" + found.group(2) + "\">" + title + " <a class=\"anchor\" href=\"#"
                + found.group(2) + "\" aria-label=\"Link to " + plain + "\">#</a></h" + found.group(1) + ">";
    }

    /** A reference that the author gave no text shows where it leads, and no file name. */
    private static String reference(MatchResult found, UnaryOperator<String> titles) {
        String anchor = found.group(2) == null ? "" : found.group(2);
        return "<a href=\"" + found.group(1) + anchor + "\">" + titles.apply(found.group(1) + anchor) + "</a>";
    }

    private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
    }
}
