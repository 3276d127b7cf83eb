package dev.bpflab.chapter.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageCompiler;
import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;

/** A project with a page of everything that a page can have and a lab, and the site of it. */
final class SampleSite {
    private static final String ONE_PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String LAB = """
            = Lab 9.1: Tiny
            :page-version: 1

            See xref:../../chapters/09-sample.adoc#deep[] and xref:../../chapters/10-next.adoc[the next chapter].

            [#create.step,points=1]
            == 1 Create a map

            Text.

            [.check,created=m]
            A map in `m`.

            [.hint]
            The gentle hint.

            [.hint]
            The plain hint.

            [.solution]
            [source,java]
            ----
            var secret = createMap(HASH, 4, 8, 10);
            ----
            """;

    private SampleSite() {}

    /** Compiles the project in a folder. */
    static PageLibrary library(Path root) throws IOException {
        Files.createDirectories(root.resolve("chapters"));
        Files.createDirectories(root.resolve("labs/9.1-tiny"));
        Files.writeString(root.resolve("chapters/09-sample.adoc"), sample());
        Files.writeString(root.resolve("chapters/10-next.adoc"), "= Next\n\nBack to xref:09-sample.adoc[].\n");
        Files.write(root.resolve("chapters/parts.png"), Base64.getDecoder().decode(ONE_PIXEL));
        Files.writeString(root.resolve("labs/9.1-tiny/lab.adoc"), LAB);
        Path classes = root.resolve("classes");
        PageCompiler.main(
                root.toString(), classes.toString(), root.resolve("cache").toString());
        return PageLibrary.of(new URLClassLoader(new URL[] {classes.toUri().toURL()}, null));
    }

    private static String sample() throws IOException {
        try (InputStream in = Block.class.getResourceAsStream("sample.adoc")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    /** Tells what a reader may search: neither hints nor solutions. */
    static boolean isOpen(Block block) {
        return !block.hasRole("hint") && !block.hasRole("solution");
    }
}
