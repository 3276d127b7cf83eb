package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts into a document what its examples printed. */
final class ShownOutputs {
    private static final String FENCE = "----";

    private ShownOutputs() {}

    /** Returns the document of a page. */
    static Path document(String pageId) throws IOException {
        try (Stream<Path> chapters = Files.walk(Path.of("chapters"));
                Stream<Path> labs = Files.walk(Path.of("labs"))) {
            return Stream.concat(chapters, labs)
                    .filter(file -> file.toString().endsWith(".adoc"))
                    .filter(file -> PageIds.of(file).equals(pageId))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Sets what an output block shows.
     *
     * @param line a line of the document, from 1, at which the block begins
     */
    static void set(Path document, int line, String printed) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(document));
        int begin = fence(lines, line - 1);
        int end = fence(lines, begin + 1);
        lines.subList(begin + 1, end).clear();
        lines.addAll(begin + 1, printed.lines().toList());
        Files.write(document, lines);
    }

    private static int fence(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE)) {
                return i;
            }
        }
        throw new AssertionError("no " + FENCE + " behind line " + from);
    }
}
