package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A document into which is put what its examples printed. The lines of blocks are those of the document as it was built,
 * so all that is set is put into that, from the end on.
 */
final class ShownOutputs {
    private static final String FENCE = "----";
    private static final Map<Path, ShownOutputs> OPEN = new ConcurrentHashMap<>();

    private final List<String> built;
    private final NavigableMap<Integer, String> outputs = new TreeMap<>();

    ShownOutputs(List<String> built) {
        this.built = List.copyOf(built);
    }

    /** Sets what the block that begins at a line, from 1, of a page's document shows, and writes the document. */
    static synchronized void set(String pageId, int line, String printed) throws IOException {
        Path document = document(pageId);
        List<String> now = Files.readAllLines(document);
        ShownOutputs outputs = OPEN.computeIfAbsent(document, first -> new ShownOutputs(now));
        outputs.set(line, printed);
        Files.write(document, outputs.lines());
    }

    private static Path document(String pageId) throws IOException {
        try (Stream<Path> chapters = Files.walk(Path.of("chapters"));
                Stream<Path> labs = Files.walk(Path.of("labs"))) {
            return Stream.concat(chapters, labs)
                    .filter(file -> file.toString().endsWith(".adoc"))
                    .filter(file -> PageIds.of(file).equals(pageId))
                    .findFirst()
                    .orElseThrow();
        }
    }

    void set(int line, String printed) {
        outputs.put(line, printed);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(built);
        outputs.descendingMap().forEach((line, printed) -> {
            int begin = fence(lines, line - 1);
            int end = fence(lines, begin + 1);
            lines.subList(begin + 1, end).clear();
            lines.addAll(begin + 1, printed.lines().toList());
        });
        return lines;
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
