package dev.bpflab.chapter.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of a sample and of everything that comes with the program. */
class SiteTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    /** Asciidoctor takes seconds to start: once for all tests. */
    private static final HtmlConverter CONVERTER = new HtmlConverter();

    @TempDir
    private static Path folder;

    private static PageLibrary library;
    private static Path sample;
    private static Path whole;

    @BeforeAll
    static void writeBoth() throws IOException {
        library = SampleSite.library(Files.createDirectory(folder.resolve("project")));
        sample = folder.resolve("sample");
        whole = folder.resolve("whole");
        assertThat(write(library, sample)).isEqualTo(3);
        PageLibrary bundled = PageLibrary.bundled();
        assertThat(write(bundled, whole)).isEqualTo(bundled.entries().size());
    }

    @AfterAll
    static void stop() {
        CONVERTER.close();
    }

    private static int write(PageLibrary pages, Path site) throws IOException {
        return Site.write(pages, SampleSite::isOpen, site, title -> {}, CONVERTER);
    }

    private static List<Path> files(Path site, String end) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static String text(String page) throws IOException {
        return Files.readString(sample.resolve(page));
    }

    @Test
    void everyLinkLeadsToAFileOfTheSiteAndToAnAnchorInIt() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path site : List.of(sample, whole)) {
            for (Path page : files(site, ".html")) {
                String html = Files.readString(page);
                for (String address : all(ADDRESS, html)) {
                    String[] parts = address.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? page
                            : page.resolveSibling(parts[0]).normalize();
                    boolean elsewhere = address.matches("(https?:|data:).*");
                    if (!elsewhere
                            && (!target.startsWith(site)
                                    || !Files.isRegularFile(target)
                                    || parts.length > 1
                                            && !all(ID, Files.readString(target))
                                                    .contains(parts[1]))) {
                        broken.add(page.getFileName() + ": " + address);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        for (Path site : List.of(sample, whole)) {
            for (Path page : files(site, ".html")) {
                String html = Files.readString(page);
                assertThat(html)
                        .as(page.toString())
                        .doesNotContainPattern("<(?:link|script|img|iframe)[^>]*(?:href|src)=\"(?:https?:)?//");
                assertThat(html).doesNotContain("style=\"background", "onclick=");
            }
            assertThat(Files.readString(site.resolve("assets/site.css"))).doesNotContain("url(", "@import");
            assertThat(Files.readString(site.resolve("assets/site.js"))).doesNotContain("http", "fetch(");
        }
    }

    @Test
    void everyPageHasOneTitleHeadingsInOrderLandmarksAndNoIdTwice() throws IOException {
        for (Path site : List.of(sample, whole)) {
            for (Path page : files(site, ".html")) {
                String html = Files.readString(page);
                List<Integer> levels = Pattern.compile("<h([1-6])[ >]")
                        .matcher(html)
                        .results()
                        .map(found -> Integer.valueOf(found.group(1)))
                        .toList();
                assertThat(levels).as(page.toString()).startsWith(1).containsOnlyOnce(1);
                for (int i = 1; i < levels.size(); i++) {
                    assertThat(levels.get(i))
                            .as("heading %d of %s", i, page)
                            .isLessThanOrEqualTo(levels.get(i - 1) + 1);
                }
                assertThat(all(ID, html)).as(page.toString()).doesNotHaveDuplicates();
                assertThat(html)
                        .contains(
                                "<html lang=\"en\">",
                                "<a class=\"skip\" href=\"#site-text\">",
                                "<main id=\"site-text\"",
                                "<nav class=\"contents\" aria-label=\"Contents\">",
                                "name=\"viewport\"")
                        .doesNotContain("<img src=\"parts.png\">");
            }
        }
    }

    @Test
    void whatAPageCanHaveIsShown() throws IOException {
        assertThat(text("chapters/09-sample.html"))
                .contains(
                        "<svg class=\"diagram\" role=\"img\" aria-labelledby=\"diagram-1-title diagram-1-text\"",
                        "<title id=\"diagram-1-title\">A life</title>",
                        "<desc id=\"diagram-1-text\">create leads to a map; the map leads to its end.</desc>",
                        "<figcaption>A life</figcaption>",
                        "<img src=\"parts.png\" alt=\"A picture of the parts\"",
                        "<span class=\"t-keyword\">var</span>",
                        "<b class=\"conum\">(1)</b>",
                        "#<span class=\"t-number\">14</span>",
                        "<summary class=\"title\">Why is the map still there?</summary>",
                        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"After seven runs\">",
                        "<th scope=\"col\" class=\"tableblock",
                        "&#8220;Quotes&#8221; don&#8217;t disturb");
        assertThat(sample.resolve("chapters/parts.png")).exists();
    }

    @Test
    void aLabKeepsHintsAndSolutionsFoldedAndOutOfTheSearch() throws IOException {
        assertThat(text("labs/9.1-tiny/lab.html"))
                .containsSubsequence(
                        "<details class=\"hint\">",
                        "<summary class=\"title\">Hint 1</summary>",
                        "The gentle hint.",
                        "<summary class=\"title\">Hint 2</summary>",
                        "<details class=\"solution\">",
                        "<summary class=\"title\">Solution</summary>",
                        "secret")
                .contains(
                        "<a href=\"../../chapters/09-sample.html#deep\">Remarks</a>",
                        "<a href=\"../../chapters/10-next.html\">the next chapter</a>");
        assertThat(text("assets/search-index.js"))
                .contains("\"a\":\"labs/9.1-tiny/lab.html#create\",\"t\":\"1 Create a map\",\"p\":\"Lab 9.1: Tiny\"")
                .doesNotContain("secret", "gentle");
    }

    @Test
    void neighboursAreLinkedInReadingOrder() throws IOException {
        assertThat(text("chapters/09-sample.html"))
                .contains("<a rel=\"next\" href=\"../chapters/10-next.html\">")
                .doesNotContain("rel=\"prev\"");
        assertThat(text("chapters/10-next.html"))
                .contains(
                        "<a rel=\"prev\" href=\"../chapters/09-sample.html\">",
                        "<a rel=\"next\" href=\"../labs/9.1-tiny/lab.html\">")
                .contains("<a href=\"09-sample.html\">A sample: \u5730\u56f3 and \ud83d\uddfa maps</a>");
        assertThat(text("index.html"))
                .containsSubsequence("<h2>Chapters</h2>", "09-sample.html", "10-next.html", "<h2>Labs</h2>");
    }

    @Test
    void everyTextColourHasAContrastOfFourAndAHalfOnEveryBackground() throws IOException {
        String css = text("assets/site.css");
        for (String scheme : List.of("", "dark")) {
            List<MatchResult> colours = colours(css, scheme);
            List<MatchResult> texts = colours.stream()
                    .filter(one -> one.group(1).startsWith("text"))
                    .toList();
            List<MatchResult> backs = colours.stream()
                    .filter(one -> one.group(1).startsWith("back"))
                    .toList();
            assertThat(texts).hasSizeGreaterThan(9);
            for (MatchResult back : backs) {
                for (MatchResult text : texts) {
                    // Only what is marked stands on the background of marks.
                    if (!back.group(1).equals("back-mark") || text.group(1).equals("text-mark")) {
                        assertThat(contrast(text.group(2), back.group(2)))
                                .as("%s on %s, %s", text.group(1), back.group(1), scheme)
                                .isGreaterThanOrEqualTo(4.5);
                    }
                }
            }
        }
    }

    private static List<MatchResult> colours(String css, String scheme) {
        Matcher root = Pattern.compile(":root \\{(.*?)\\}", Pattern.DOTALL).matcher(css);
        assertThat(root.find(scheme.isEmpty() ? 0 : css.indexOf("prefers-color-scheme: dark")))
                .isTrue();
        return Pattern.compile("--([a-z-]+): #([0-9a-f]{6});")
                .matcher(root.group(1))
                .results()
                .toList();
    }

    /** The contrast ratio of WCAG 2.1, from 1 to 21. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void aSiteIsReplacedWholeOrNotAtAll() throws IOException {
        Path site = folder.resolve("again");
        write(library, site);
        Files.writeString(site.resolve("old.html"), "from an earlier run");
        byte[] before = Files.readAllBytes(site.resolve("index.html"));

        assertThatThrownBy(() -> Site.write(
                        library,
                        SampleSite::isOpen,
                        site,
                        title -> {
                            if (title.equals("Next")) {
                                throw new IllegalStateException("broken off");
                            }
                        },
                        CONVERTER))
                .hasMessage("broken off");
        assertThat(site.resolve("old.html")).exists();
        assertThat(Files.readAllBytes(site.resolve("index.html"))).isEqualTo(before);

        write(library, site);
        assertThat(site.resolve("old.html")).doesNotExist();
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".bpflab-site"));
        }
    }

    @Test
    void aFolderThatIsNoSiteIsLeftAlone() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("thesis.txt"), "years of work");
        Path file = Files.writeString(folder.resolve("file"), "");

        for (Path taken : List.of(home, file)) {
            assertThatThrownBy(() -> write(library, taken))
                    .isInstanceOf(SiteException.class)
                    .hasMessage("it is not empty and no site of ours");
        }
        assertThat(home.resolve("thesis.txt")).hasContent("years of work");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        write(library, empty);
        assertThat(new String(Files.readAllBytes(empty.resolve("index.html")), UTF_8))
                .startsWith("<!DOCTYPE html>");
    }
}
