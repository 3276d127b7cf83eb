package dev.bpflab.chapter.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site in a real browser: no error, nothing wider than a phone, the search finds. */
class SiteInBrowserTest {
    private static final Pattern NOTED = Pattern.compile("<li>(.*?)</li>");

    @TempDir
    private Path folder;

    @Test
    void everyPageWorksOnAPhoneAndOnADesk() throws Exception {
        Optional<Browser> browser = Browser.find();
        assumeTrue(browser.isPresent(), "there is no Chromium on the PATH");
        Path site = folder.resolve("site");
        PageLibrary sample = SampleSite.library(Files.createDirectory(folder.resolve("project")));
        try (HtmlConverter converter = new HtmlConverter()) {
            Site.write(sample, SampleSite::isOpen, site.resolve("sample"), title -> {}, converter);
            Site.write(PageLibrary.bundled(), SampleSite::isOpen, site.resolve("whole"), title -> {}, converter);
        }
        List<String> pages = pages(site);
        Path harness = Files.writeString(site.resolve("harness.html"), harness().replace("PAGES", array(pages)));

        Browser.Loaded loaded = browser.orElseThrow().load(harness, Files.createDirectory(folder.resolve("scratch")));

        assertThat(loaded.console()).isEmpty();
        List<String> noted = NOTED.matcher(loaded.html().replaceAll("(?s)<script.*", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(noted).containsExactly("done with " + pages.size() + " pages");
    }

    private static List<String> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> site.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String array(List<String> pages) {
        return pages.stream().collect(Collectors.joining("', '", "['", "']"));
    }

    private static String harness() throws IOException {
        try (InputStream in = SiteInBrowserTest.class.getResourceAsStream("harness.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
