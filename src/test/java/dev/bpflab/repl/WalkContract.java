package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.Masks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/**
 * Walks through labs as learners type them, with what goes wrong on the way. For each there are two files: {@code NAME.typed}
 * has the lines that are typed ({@code //} begins a remark; one
 * that is indented or closes a brace goes on with the snippet before it), {@code NAME.txt} what a terminal shows. With {@code -Drewrite}
 * the second is written instead of compared.
 */
abstract class WalkContract {
    /** A long result is cut by characters, so how many of its rows are shown depends on how long the ids in them are. */
    private static final Pattern CUT = Pattern.compile("(?:\\n process # [^\\n]*)+\\n[^\\n]*… \\(\\d+ characters; ");

    static final Path WALKS = Path.of("src/test/resources/dev/bpflab/repl/walks");

    /** Its name stands in what is shown, so it must be as long everywhere. */
    private final Path progress = Path.of("target", "walks", getClass().getSimpleName());

    @BeforeEach
    void beginAnew() throws Exception {
        if (Files.isDirectory(progress)) {
            try (Stream<Path> files = Files.list(progress)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Opens a workspace on the host under test. */
    abstract Workspace open();

    /** Returns what of a walk is the same from run to run on this host. */
    abstract String comparable(String shown);

    /** Walks, and compares with what was shown when the transcript was written. */
    void walk(Path typed, Path transcript) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(typed)) {
            if (line.startsWith(" ") || line.startsWith("}")) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n" + line);
            } else if (!line.startsWith("//") && !line.isBlank()) {
                lines.add(line);
            }
        }
        String shown = CUT.matcher(Masks.masked(new Walker(open(), progress).walk(lines)))
                .replaceAll("\n … (# characters; ");
        if (System.getProperty("rewrite") != null) {
            Files.writeString(transcript, shown);
        }
        Path now =
                Files.writeString(progress.resolveSibling(getClass().getSimpleName() + "-now.txt"), comparable(shown));
        Path then = Files.writeString(
                progress.resolveSibling(getClass().getSimpleName() + "-then.txt"),
                comparable(Files.readString(transcript)));
        assertThat(now)
                .as("what the terminal shows; -Drewrite writes it to " + transcript)
                .hasSameTextualContentAs(then);
    }

    static Stream<String> walks() throws Exception {
        try (Stream<Path> files = Files.list(WALKS)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".typed"))
                    .map(name -> name.replace(".typed", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
