package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Values;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the prompt shows values. */
class ShownValueTest {
    static Stream<Arguments> values() {
        NetInterface lo = new NetInterface("lo", 1, "00:00:00:00:00:00", 65536, 0, 0, 0, 0);
        String text = lo.toString();
        List<Long> numbers = LongStream.range(1000, 1100).boxed().toList();
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(Values.bytes((byte) 1, (byte) 2, (byte) 3), "01 02 03"),
                Arguments.of(List.of(lo), "[" + text + "]"),
                Arguments.of(List.of(lo, lo), "[" + text + ",\n " + text + "]"),
                Arguments.of(List.of("a", "b"), "[a, b]"),
                Arguments.of(numbers, numbers.toString()),
                Arguments.of(
                        Arrays.asList(new Entry<>("a".repeat(70), Values.bytes((byte) 1)), null),
                        "[" + "a".repeat(70) + " -> 01,\n null]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aListTooLongForALineIsShownElementByElement(@Nullable Object value, String text) {
        assertThat(ShownValue.of(value, String::valueOf)).isEqualTo(text);
    }
}
