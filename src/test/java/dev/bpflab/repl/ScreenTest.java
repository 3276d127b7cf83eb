package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written on a narrow terminal, and what in a file. */
class ScreenTest {
    private static final String MAP = "$1 ==> map 1: hash, u32 -> u64, max_entries 10";
    private static final String STRING = "$2 ==> \"a string that is longer than the screen\"";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private String shown(String values, boolean fits) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        Theme plain = Theme.of(Map.of(), false, StandardCharsets.UTF_8);
        new Screen(out, () -> 40, plain, Pager.NONE, fits).values(values);
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void valuesAreBrokenBetweenWords() {
        assertThat(shown(MAP, true)).isEqualTo("$1 ==> map 1: hash, u32 -> u64,\nmax_entries 10\n");
    }

    @Test
    void aStringIsLeftWholeForWhoCopiesIt() {
        assertThat(shown(STRING, true)).isEqualTo(STRING + "\n");
    }

    @Test
    void aFileGetsValuesWhole() {
        assertThat(shown(MAP, false)).isEqualTo(MAP + "\n");
    }
}
