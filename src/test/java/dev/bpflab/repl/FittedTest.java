package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages on a narrow screen of 20 columns. */
class FittedTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("short", List.of("short")),
                Arguments.of("words are not cut in two", List.of("words are not cut in", "two")),
                Arguments.of("  at some long line of code", List.of("  at some long line", "  of code")),
                Arguments.of("dev.bpflab.session.UpdateFlag.*;", List.of("dev.bpflab.session.", "UpdateFlag.*;")),
                Arguments.of("foo(3)\n^^^ unknown", List.of("foo(3)", "^^^ unknown")),
                Arguments.of("foo(3)\n^^^ cannot find symbol", List.of("foo(3)", "^^^", "  cannot find symbol")),
                Arguments.of(
                        "createMap(HASH, 4, 8, foo)\n                      ^^^ unknown",
                        List.of("…, 8, foo)", "      ^^^ unknown")),
                Arguments.of("foo(1111111111, 2222222222)\n^^^ no", List.of("foo(1111111111, 222…", "^^^ no")),
                Arguments.of(
                        "a.b(cccccccccccc, ddd, eeeeeeeeeeeeeeee)\n                  ^^^ no",
                        List.of("…ccc, ddd, eeeeeeee…", "      ^^^ no")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void fit(String message, List<String> lines) {
        assertThat(Fitted.lines(message, 20)).isEqualTo(lines).allMatch(line -> line.length() <= 20);
    }
}
