package dev.bpflab.grade.report;

import static dev.bpflab.chapter.site.Html.escaped;

import java.util.Locale;

/** A table as HTML, row by row, whose cells are escaped unless they are said to be HTML. */
final class HtmlTable {
    private final StringBuilder html = new StringBuilder();

    /**
     * Begins a table.
     *
     * @param caption what it tells, for who cannot see it
     */
    HtmlTable(String caption, String... columns) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(escaped(caption));
        html.append("\">\n<table class=\"tableblock\">\n<caption>")
                .append(escaped(caption))
                .append("</caption>\n<thead><tr>");
        for (String column : columns) {
            html.append("<th scope=\"col\">").append(escaped(column)).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
    }

    /** Begins a row with its head. */
    HtmlTable row(String headHtml) {
        html.append("<tr><th scope=\"row\">").append(headHtml).append("</th>");
        return this;
    }

    HtmlTable cell(String text) {
        return html(escaped(text));
    }

    HtmlTable number(String text) {
        html.append("<td class=\"number\">").append(escaped(text)).append("</td>");
        return this;
    }

    HtmlTable html(String cell) {
        html.append("<td>").append(cell).append("</td>");
        return this;
    }

    /** Adds a bar beside a number that says the same. */
    HtmlTable bar(String text, double share) {
        return html(String.format(
                Locale.ROOT,
                "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:%.1f%%\"></span></span> %s",
                100 * Math.max(0, Math.min(1, share)),
                escaped(text)));
    }

    HtmlTable end() {
        html.append("</tr>\n");
        return this;
    }

    @Override
    public String toString() {
        return html + "</tbody>\n</table>\n</div>\n";
    }
}
