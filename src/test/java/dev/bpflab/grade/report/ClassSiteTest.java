package dev.bpflab.grade.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.chapter.site.SiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassSiteTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    Path temp;

    private Path site;

    @BeforeEach
    void write() throws IOException {
        site = temp.resolve("html");
        ClassSite.write(SampleClass.book(), site);
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @Test
    void nothingThatAStudentWroteIsMarkup() throws IOException {
        for (Path page : pages()) {
            String html = Files.readString(page);
            assertThat(html).as(page.toString()).doesNotContain("<script", "<![CDATA", "\"'\u001b", "<test>");
            assertThat(html).contains("default-src 'none'");
        }
        assertThat(Files.readString(site.resolve("index.html"))).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void everyLinkLeadsToAPageAndNothingIsFetched() throws IOException {
        assertThat(pages()).hasSize(9);
        for (Path page : pages()) {
            String html = Files.readString(page);
            Matcher links = ADDRESS.matcher(html);
            while (links.find()) {
                String address = links.group(1);
                if (address.startsWith("#")) {
                    assertThat(html).contains("id=\"" + address.substring(1) + "\"");
                } else if (!address.equals("data:,")) {
                    assertThat(page.resolveSibling(address).normalize()).isRegularFile();
                }
            }
            assertThat(html).doesNotContain("url(", "@import", "http://", "https://");
        }
    }

    @Test
    void studentsPagesHoldNothingOfHiddenChecks() throws IOException {
        for (Path page : pages()) {
            String html = Files.readString(page);
            if (page.startsWith(site.resolve("students"))) {
                assertThat(html).doesNotContain("777", "proof").contains("Hidden check 1");
            } else if (page.startsWith(site.resolve("class"))
                    && !page.toString().contains("ada")) {
                assertThat(html).contains(SampleClass.SECRET);
            }
        }
    }

    @Test
    void headingsTablesAndLandmarksAreThereForWhoCannotSeeThePage() throws IOException {
        for (Path page : pages()) {
            String html = Files.readString(page);
            assertThat(html)
                    .contains("<html lang=\"en\">", "<main id=\"text\"", "class=\"skip\"", "width=device-width");
            assertThat(html.split("<h1>", -1)).as("one title").hasSize(2);
            assertThat(html.split("<table", -1).length).isEqualTo(html.split("<caption>", -1).length);
        }
    }

    @Test
    void thePagesAreTheirOwnersAloneAndReplaceOnlyOnesOfOurs() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site)))
                .isEqualTo("rwx------");
        ClassSite.write(SampleClass.book(), site);
        Path others = Files.createDirectory(temp.resolve("others"));
        Files.writeString(others.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> ClassSite.write(SampleClass.book(), others)).isInstanceOf(SiteException.class);
        assertThat(others.resolve("thesis.txt")).exists();
    }
}
