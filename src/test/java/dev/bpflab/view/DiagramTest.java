package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed with plain characters is drawn with lines. */
class DiagramTest {
    private static String drawn(String typed) {
        return Diagram.of(typed).lines().stream().map(Line::plain).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void boxesAndArrowsBecomeLines() {
        assertThat(drawn("""
                 userspace
                +---------------+
                | put get       |----> read-only
                +------+--------+
                       | bpf(2)
                       v
                +---------------+     +-----+
                | key -> value  |<--->| map |
                +---------------+     +-----+
                       ^
                       |
                """)).isEqualTo("""
                 userspace
                ┌───────────────┐
                │ put get       ├────► read-only
                └──────┬────────┘
                       │ bpf(2)
                       ▼
                ┌───────────────┐     ┌─────┐
                │ key ─► value  │◄───►│ map │
                └───────────────┘     └─────┘
                       ▲
                       │
                """);
    }

    @Test
    void anArrowMayLeaveTheMiddleOfAnEdgeAndEndAtOne() {
        assertThat(drawn("""
                +---+
                | a |
                +---+
                  |
                  v
                +---+
                | b |
                +---+
                """)).isEqualTo("""
                ┌───┐
                │ a │
                └─┬─┘
                  │
                  ▼
                ┌───┐
                │ b │
                └───┘
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read-only", "a - b", "a -- b", "C++", "1 + 2", "a | b", "a < b > c", "--flag", "x^2", "v 1"})
    void wordsStayWords(String text) {
        assertThat(drawn(text)).isEqualTo(text + "\n");
    }

    @Test
    void whatIsDrawnWithBoxCharactersStays() {
        String box = "┌──┬──┐\n│地│图│\n├──┼──┤\n└──┴──┘\n";

        assertThat(drawn(box)).isEqualTo(box);
        assertThat(Diagram.of(box).width()).isEqualTo(7);
        assertThat(Diagram.of(box).height()).isEqualTo(4);
    }

    @Test
    void linesCanBeToldFromWords() {
        Diagram diagram = Diagram.of("+-> v\n|");

        assertThat(diagram.arms(0, 0)).isEqualTo(Diagram.RIGHT | Diagram.DOWN);
        assertThat(diagram.head(0, 2)).isEqualTo(Diagram.RIGHT);
        assertThat(diagram.head(0, 4)).isZero();
        assertThat(diagram.arms(9, 9)).isZero();
    }
}
