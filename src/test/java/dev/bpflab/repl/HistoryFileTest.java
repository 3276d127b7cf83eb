package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed is kept, for its owner only, whoever else writes. */
class HistoryFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("history");
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        HistoryFile history = new HistoryFile(file);
        history.append("int secret = 42;");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(history.read()).containsExactly("int secret = 42;");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void entriesOfSeveralLinesStayOne() {
        List<String> entries = List.of("int f() {\n  return '\\n';\n}", "\"a\\\\b\"", "été 地图", "\\");
        entries.forEach(new HistoryFile(file)::append);
        assertThat(new HistoryFile(file).read()).isEqualTo(entries);
    }

    @Test
    void twoPromptsLoseNothingOfEachOther() {
        SnippetHistory one = new SnippetHistory(file);
        SnippetHistory two = new SnippetHistory(file);
        one.load();
        two.load();
        one.add(Instant.EPOCH, "a");
        two.add(Instant.EPOCH, "b");
        one.add(Instant.EPOCH, "c");
        two.add(Instant.EPOCH, "a");
        assertThat(new HistoryFile(file).read()).containsExactly("b", "c", "a");
        assertThat(one.size()).isEqualTo(2);
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void aLongFileIsShortenedToTheLatestOfEach() throws Exception {
        Files.write(
                file, IntStream.range(0, 9_000).mapToObj(i -> "x" + i % 3_000).toList());
        assertThat(new HistoryFile(file).read())
                .hasSize(2_000)
                .endsWith("x2999")
                .startsWith("x1000");
        assertThat(Files.readAllLines(file)).hasSize(2_000);
        new HistoryFile(file).append("last");
        assertThat(Files.readAllLines(file)).hasSize(2_001).endsWith("last");
    }

    @Test
    void whatCannotBeKeptIsThereAsLongAsThePrompt() throws Exception {
        SnippetHistory history = new SnippetHistory(folder.resolve("no/such/folder/history"));
        history.load();
        history.add(Instant.EPOCH, "a");
        assertThat(history.get(0)).isEqualTo("a");
        Files.write(file, new byte[] {(byte) 0xff, '\n', 'a', '\n', '\\'});
        assertThat(new HistoryFile(file).read()).hasSize(3).contains("a");
    }

    @Test
    void thereIsAnEndInEachDirection() {
        SnippetHistory history = new SnippetHistory(null);
        assertThat(history.previous()).isFalse();
        history.add(Instant.EPOCH, "a");
        history.add(Instant.EPOCH, "  ");
        assertThat(history.previous()).isTrue();
        assertThat(history.current()).isEqualTo("a");
        assertThat(history.previous()).isFalse();
        assertThat(history.next()).isTrue();
        assertThat(history.current()).isEmpty();
        assertThat(history.next()).isFalse();
    }
}
