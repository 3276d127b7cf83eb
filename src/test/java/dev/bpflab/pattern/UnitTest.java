package dev.bpflab.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of buckets as people write them. */
class UnitTest {
    @ParameterizedTest(name = "bucket {1} of {0} is {2}")
    @CsvSource({
        "linear, 0, 0–63 B",
        "linear, 1, 64–127 B",
        "linear, 16, 1024–1087 B",
        "linear, 24, ≥ 1536 B",
        "log2, 0, 0 B",
        "log2, 1, 1 B",
        "log2, 3, 4–7 B",
        "log2, 10, 512–1023 B",
        "log2, 11, 1–2 KiB",
        "log2, 21, 1–2 MiB",
        "log2, 32, ≥ 2 GiB",
    })
    void bytesAreInPowersOf1024(String kind, int bucket, String label) {
        Buckets buckets = (kind.equals("linear") ? Buckets.linear(64, 24) : Buckets.log2(32)).bytes();
        assertThat(buckets.label(bucket)).isEqualTo(label);
    }

    @ParameterizedTest(name = "bucket {1} of {0} is {2}")
    @CsvSource({
        "linear, 0, 0–2 µs",
        "linear, 1, 2–4 µs",
        "linear, 500, 1–1 ms",
        "linear, 1000, ≥ 2 ms",
        "log2, 0, 0 ns",
        "log2, 10, 512–1023 ns",
        "log2, 11, 1.02–2.05 µs",
        "log2, 31, 1.07–2.15 s",
        "log2, 40, ≥ 550 s",
    })
    void timesAreInPowersOf1000(String kind, int bucket, String label) {
        Buckets buckets = (kind.equals("linear") ? Buckets.linear(2000, 1000) : Buckets.log2(40)).nanoseconds();
        assertThat(buckets.label(bucket)).isEqualTo(label);
    }
}
