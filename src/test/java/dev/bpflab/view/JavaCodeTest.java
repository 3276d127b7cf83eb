package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java as it is shown, also when it is only begun. */
class JavaCodeTest {
    /** Returns the source with what is not plain between its style and a bracket. */
    private static String marked(String source) {
        return JavaCode.lines(source).stream()
                .flatMap(line -> line.pieces().stream())
                .map(piece -> piece.style() == Style.PLAIN ? piece.text() : piece.style() + "[" + piece.text() + "]")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            int a = 1; // c           ! KEYWORD[int] a = NUMBER[1]; COMMENT[// c]
            var s = "int";            ! KEYWORD[var] s = STRING["int"];
            mov(R0, 0x2a)             ! FUNCTION[mov](CONSTANT[R0], NUMBER[0x2a])
            m.put(u32(1), 'x')        ! m.put(FUNCTION[u32](NUMBER[1]), STRING['x'])
            createMap(HASH, 4, 8)     ! FUNCTION[createMap](CONSTANT[HASH], NUMBER[4], NUMBER[8])
            new BpfMap<K>(            ! KEYWORD[new] TYPE[BpfMap]<TYPE[K]>(
            "open \\" string         ! STRING["open \\" string]
            /* open                   ! COMMENT[/* open]
            'x                        ! STRING['x]
            interned(int1, _x)        ! FUNCTION[interned](int1, _x)
            """)
    void whatAPieceIsIsMarked(String source, String expected) {
        assertThat(marked(source)).isEqualTo(expected);
    }

    @Test
    void textAndCommentsGoOnOverLines() {
        assertThat(marked("x = \"\"\"\n a \"quoted\"\n \"\"\" + y"))
                .isEqualTo("x = STRING[\"\"\"]STRING[ a \"quoted\"]STRING[ \"\"\"] + y");
        assertThat(marked("/* a\n b */ c")).isEqualTo("COMMENT[/* a]COMMENT[ b */] c");
    }

    @Test
    void nothingIsLostWhateverIsTyped() {
        Random random = new Random(7);
        String alphabet = "ab1_$ \\\"\"\"'/*\n(){};.@#\u00e9\ud83d\ude00";
        for (int run = 0; run < 2_000; run++) {
            StringBuilder source = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                source.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(JavaCode.line(source.toString()).plain()).isEqualTo(source.toString());
        }
    }
}
