package dev.bpflab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages that the build has converted, so that a test need not convert them again. */
final class BuiltPages {
    private BuiltPages() {}

    /** Puts them into the cache of the user with this home. */
    static void copyTo(Path home) throws IOException {
        Path cache = Files.createDirectories(home.resolve(".cache/bpflab/pages"));
        List<Path> pages;
        try (Stream<Path> built = Files.list(Path.of("target/pages"))) {
            pages = built.toList();
        }
        for (Path page : pages) {
            Files.copy(page, cache.resolve(page.getFileName()));
        }
    }
}
