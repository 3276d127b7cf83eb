package dev.bpflab.chapter.site;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageLibrary.Entry;
import dev.bpflab.chapter.Place;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands around the text of a page: header, contents, the way to its neighbours. */
final class SiteTemplate {
    private static final int DEEPEST = 2;

    private final List<SitePage> pages;

    SiteTemplate(List<SitePage> pages) {
        this.pages = pages;
    }

    /** Returns the page of a chapter, a lab or a reference. */
    String page(SitePage page, String text) {
        String main = "<h1>" + Html.escaped(page.page().title()) + "</h1>\n" + text + turn(page);
        return html(page.up(), page.page().title() + " \u2013 bpflab", contents(page), main);
    }

    /** Returns the first page of the site. */
    String index() {
        StringBuilder main =
                new StringBuilder("<h1>bpflab</h1>\n<p>A workbench in which you learn eBPF maps by using them: "
                        + "the chapters, the labs, and what one looks up. Everything here can also be read at its prompt, where the "
                        + "examples run.</p>\n");
        for (Entry.Kind kind : Entry.Kind.values()) {
            List<SitePage> of =
                    pages.stream().filter(page -> page.entry().kind() == kind).toList();
            if (!of.isEmpty()) {
                main.append("<h2>").append(heading(kind)).append("</h2>\n<ul class=\"pages\">\n");
                of.forEach(page -> main.append("<li><a href=\"")
                        .append(page.address())
                        .append("\">")
                        .append(Html.escaped(title(page)))
                        .append("</a></li>\n"));
                main.append("</ul>\n");
            }
        }
        return html("", "bpflab", contents(null), main.toString());
    }

    private static String heading(Entry.Kind kind) {
        return switch (kind) {
            case CHAPTER -> "Chapters";
            case LAB -> "Labs";
            case REFERENCE -> "To look something up";
        };
    }

    private static String title(SitePage page) {
        boolean chapter = page.entry().kind() == Entry.Kind.CHAPTER;
        return (chapter ? page.entry().id() + " " : "") + page.page().title();
    }

    private String contents(@Nullable SitePage here) {
        String up = here == null ? "" : here.up();
        StringBuilder list = new StringBuilder();
        for (Entry.Kind kind : Entry.Kind.values()) {
            List<SitePage> of =
                    pages.stream().filter(page -> page.entry().kind() == kind).toList();
            if (!of.isEmpty()) {
                list.append("<p class=\"kind\">").append(heading(kind)).append("</p>\n<ul>\n");
                of.forEach(page -> list.append("<li>")
                        .append(link(up + page.address(), title(page), page.equals(here)))
                        .append(page.equals(here) ? sections(page.page().blocks()) : "")
                        .append("</li>\n"));
                list.append("</ul>\n");
            }
        }
        return list.toString();
    }

    private static String sections(List<Block> blocks) {
        String items = blocks.stream()
                .filter(Block.Section.class::isInstance)
                .map(Block.Section.class::cast)
                .filter(section -> section.level() <= DEEPEST)
                .map(section -> "<li>" + link("#" + section.id(), Place.title(section), false)
                        + sections(section.blocks()) + "</li>\n")
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "\n<ul>\n" + items + "</ul>\n";
    }

    private static String link(String address, String title, boolean here) {
        return "<a href=\"" + address + "\"" + (here ? " aria-current=\"page\"" : "") + ">" + Html.escaped(title)
                + "</a>";
    }

    private String turn(SitePage page) {
        int at = pages.indexOf(page);
        StringBuilder turn = new StringBuilder("\n<nav class=\"turn\" aria-label=\"Previous and next page\">\n");
        if (at > 0) {
            turn.append(turn(page, pages.get(at - 1), "prev", "Previous"));
        }
        if (at < pages.size() - 1) {
            turn.append(turn(page, pages.get(at + 1), "next", "Next"));
        }
        return turn.append("</nav>\n").toString();
    }

    private static String turn(SitePage from, SitePage to, String rel, String word) {
        return "<a rel=\"" + rel + "\" href=\"" + from.up() + to.address() + "\"><span>" + word + "</span> "
                + Html.escaped(title(to)) + "</a>\n";
    }

    private static String html(String up, String title, String contents, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>{title}</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="{up}assets/site.css">
                <script src="{up}assets/site.js" defer></script>
                </head>
                <body data-up="{up}">
                <a class="skip" href="#site-text">Skip to the text</a>
                <header class="site">
                <a class="home" href="{up}index.html">bpflab</a>
                <form role="search" id="site-search" hidden>
                <label for="site-words">Search</label>
                <input type="search" id="site-words" autocomplete="off" spellcheck="false" placeholder="all pages  ( / )">
                </form>
                </header>
                <section id="site-hits" aria-label="Search results" aria-live="polite" hidden></section>
                <div class="columns">
                <nav class="contents" aria-label="Contents">
                <details open>
                <summary>Contents</summary>
                {contents}</details>
                </nav>
                <main id="site-text" tabindex="-1">
                {main}</main>
                </div>
                </body>
                </html>
                """.replace("{title}", Html.escaped(title))
                .replace("{up}", up)
                .replace("{contents}", contents)
                .replace("{main}", main);
    }
}
