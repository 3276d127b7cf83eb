package dev.bpflab.chapter.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of a sample and of everything that comes with the program. */
class SiteTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern NOTED = Pattern.compile("<li>(.*?)</li>");

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
                                    || (parts.length > 1
                                            && !all(ID, Files.readString(target))
                                                    .contains(parts[1])))) {
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
                .contains("create leads to a map; the map leads to its end.")
                .doesNotContain("secret", "gentle", "---->");
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

    @Test
    void everyPageWorksOnAPhoneAndOnADesk() throws Exception {
        Optional<Browser> browser = Browser.find();
        assumeTrue(browser.isPresent(), "there is no Chromium on the PATH");
        List<String> pages = pages(folder);
        Path harness =
                Files.writeString(folder.resolve("harness.html"), harness().replace("PAGES", array(pages)));

        Browser.Loaded loaded = browser.orElseThrow().load(harness, Files.createDirectory(folder.resolve("scratch")));

        assertThat(loaded.console()).isEmpty();
        List<String> noted = NOTED.matcher(loaded.html().replaceAll("(?s)<script.*", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(noted).containsExactly("done with " + pages.size() + " pages");
    }

    private static List<String> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.startsWith(sample) || file.startsWith(whole))
                    .filter(file -> file.toString().endsWith(".html"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String array(List<String> pages) {
        return pages.stream().collect(Collectors.joining("', '", "['", "']"));
    }

    private static String harness() throws IOException {
        try (InputStream in = SiteTest.class.getResourceAsStream("harness.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
