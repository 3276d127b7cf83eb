package dev.bpflab.grade.report;

import static dev.bpflab.chapter.site.Html.escaped;

import dev.bpflab.chapter.site.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What stands around the text of a page. Each page has its style in it, so that one can be sent to its student alone, and
 * forbids scripts and everything from elsewhere, so that nothing a student wrote can act even if it got past the escapes.
 */
final class PageFrame {
    private final String style;

    PageFrame() throws IOException {
        try (InputStream own = PageFrame.class.getResourceAsStream("grade.css")) {
            if (own == null) {
                throw new IOException("no resource grade.css");
            }
            style = Site.style() + new String(own.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Returns a page.
     *
     * @param title its title, as text
     * @param way links that lead to other pages, as HTML
     * @param main its text, as HTML
     */
    String page(String title, String way, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>{title} \u2013 bpflab</title>
                <link rel="icon" href="data:,">
                <style>
                {style}</style>
                </head>
                <body class="grades">
                <a class="skip" href="#text">Skip to the text</a>
                <header class="site"><span class="home">bpflab</span>{way}</header>
                <main id="text" tabindex="-1">
                <h1>{title}</h1>
                """.replace("{title}", escaped(title)).replace("{way}", way).replace("{style}", style)
                + main
                + "</main>\n</body>\n</html>\n";
    }
}
