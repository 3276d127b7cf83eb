package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Values.bytes;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a learner reads of the values that the vocabulary gives. */
class ValueTextTest {
    private static String hex(ByteBuffer buffer) {
        StringBuilder text = new StringBuilder();
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            text.append(text.isEmpty() ? "" : " ").append(String.format("%02x", buffer.get(i)));
        }
        return text.toString();
    }

    static Stream<Arguments> values() {
        ByteBuffer k = u32(1000);
        ByteBuffer v = u64(-1);
        String key = hex(k) + " (u32 1000)";
        String value = hex(v) + " (u64 18446744073709551615)";
        return Stream.of(
                Arguments.of(k, key),
                Arguments.of(v, value),
                Arguments.of(ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9, 9}, 1, 3), "01 02 03"),
                Arguments.of(bytes(), "(no bytes)"),
                Arguments.of(k.duplicate().order(ByteOrder.BIG_ENDIAN), key),
                Arguments.of(
                        ByteBuffer.wrap(
                                "bash\0\0\0\0\0\0\0\0\0\0\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        "62 61 73 68 00 00 00 00 00 00 00 00 00 00 00 00 (\"bash\")"),
                Arguments.of(ByteBuffer.wrap(new byte[] {10, 0, 0, 1}), "0a 00 00 01 (u32 16777226, or 10.0.0.1)"),
                Arguments.of(u64(0xffffffff81000000L), hex(u64(0xffffffff81000000L)) + " (address 0xffffffff81000000)"),
                Arguments.of(new Entry<>(k, v), key + " -> " + value),
                Arguments.of(new Entry<>(1000L, 4L), "1000 -> 4"),
                Arguments.of(Map.of(k, v), "{" + key + " -> " + value + "}"),
                Arguments.of(Arrays.asList(k, null), "[" + key + ", null]"),
                Arguments.of(List.of(new Entry<>("sh", 2L)), "[sh -> 2]"),
                Arguments.of(
                        MapSpec.hash("counts", U32, U64).maxEntries(10_000),
                        "blueprint 'counts': hash, u32 -> u64, max_entries 10000"),
                Arguments.of(
                        MapSpec.of(MapType.ARRAY, 4, 8, -1, MapFlag.NO_PREALLOC),
                        "blueprint: array, bytes4 -> bytes8, max_entries 4294967295, map_flags 1"),
                Arguments.of(new StartedProcess(42, "true", 1), "process 42 'true', 1 exec"),
                Arguments.of(new StartedProcess(43, "true", 4), "process 43 'true', 4 execs"),
                Arguments.of(
                        new TestRunOutcome(0, 2, new byte[64], new byte[0], 120),
                        "returned 2, 64 bytes of data, 120 ns a run"),
                Arguments.of(
                        new TestRunOutcome(0, 2, new byte[64], new byte[24], 120),
                        "returned 2, 64 bytes of data and 24 of context, 120 ns a run"),
                Arguments.of(TestRunOutcome.failed(Errno.EINVAL), "EINVAL (Invalid argument)"),
                Arguments.of(new Hook.Tracepoint("sched", "sched_process_exec"), "tracepoint sched/sched_process_exec"),
                Arguments.of(null, "null"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("values")
    void reads(@Nullable Object value, String text) {
        assertThat(ValueText.of(value)).isEqualTo(text);
        assertThat(ValueText.holdsBytes(value)).isEqualTo(text.matches("(?s)[\\[{(]?[0-9a-f]{2} .*|\\(no bytes\\)"));
    }
}
