package dev.bpflab.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.bpflab.pattern.Histogram.Bar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Into which bucket a value goes, and what is read off the counts. */
class BucketsTest {
    private static Buckets of(String kind, long width, int buckets) {
        return kind.equals("log2") ? Buckets.log2(buckets) : Buckets.linear(width, buckets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // kind, width, buckets, value, index, label
                "linear | 256 | 64 | 0 | 0 | 0–255",
                "linear | 256 | 64 | 255 | 0 | 0–255",
                "linear | 256 | 64 | 256 | 1 | 256–511",
                "linear | 256 | 64 | 1023 | 3 | 768–1023",
                "linear | 256 | 64 | 16383 | 63 | 16128–16383",
                "linear | 256 | 64 | 16384 | 64 | ≥ 16384",
                "linear | 256 | 64 | -1 | 64 | ≥ 16384",
                "linear | 1048576 | 2 | 1048576 | 1 | 1–2 Mi",
                "linear | 1 | 3 | 2 | 2 | 2",
                "log2 | 0 | 16 | 0 | 0 | 0",
                "log2 | 0 | 16 | 1 | 1 | 1",
                "log2 | 0 | 16 | 2 | 2 | 2–3",
                "log2 | 0 | 16 | 3 | 2 | 2–3",
                "log2 | 0 | 16 | 1024 | 11 | 1024–2047",
                "log2 | 0 | 16 | 32767 | 15 | 16384–32767",
                "log2 | 0 | 16 | 32768 | 16 | ≥ 32768",
                "log2 | 0 | 64 | -1 | 64 | ≥ 8 Ei",
            })
    void aValueGoesIntoTheBucketOfItsBounds(String kind, long width, int buckets, long value, int index, String label) {
        Buckets sorted = of(kind, width, buckets);
        assertThat(sorted.indexOf(value)).isEqualTo(index);
        assertThat(sorted.label(index)).isEqualTo(label);
        assertThat(sorted.show((long) index)).isEqualTo(label);
        assertThat(sorted.lower(index)).isLessThanOrEqualTo(value < 0 ? Long.MAX_VALUE : value);
    }

    private static Histogram counted(long... counts) {
        Buckets buckets = Buckets.linear(10, counts.length - 1);
        List<Bar> bars = new java.util.ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double middle = i == counts.length - 1 ? buckets.lower(i) : buckets.lower(i) + 4.5;
            bars.add(new Bar(buckets.label(i), buckets.lower(i), middle, counts[i]));
        }
        return new Histogram(bars);
    }

    @Test
    void theMeanTakesTheMiddleOfEachBucket() {
        assertThat(counted(1, 2, 0, 1).mean()).isCloseTo((4.5 + 2 * 14.5 + 30) / 4, within(1e-9));
        assertThat(counted(0, 0).mean()).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0–9",
                "25 | 0–9",
                "25.1 | 10–19",
                "75 | 10–19",
                "76 | ≥ 30",
                "100 | ≥ 30",
            })
    void aPercentileIsTheBucketInWhichItLies(double percent, String label) {
        assertThat(counted(1, 2, 0, 1).percentile(percent)).hasToString(label);
    }

    @Test
    void thePictureBeginsAndEndsWithWhatWasCounted() {
        assertThat(counted(0, 4, 0, 1, 0)).hasToString("""
                10–19 4 ########################################
                20–29 0
                30–39 1 ##########""");
        assertThat(counted(0, 0)).hasToString("(nothing was counted)");
    }

    @Test
    void manyEmptyBucketsInARowAreDrawnAsOne() {
        List<Histogram.Bar> bars = new ArrayList<>();
        Buckets buckets = Buckets.linear(256, 63);
        for (int i = 0; i < 64; i++) {
            bars.add(new Histogram.Bar(buckets.label(i), buckets.lower(i), 0, i == 1 || i == 5 || i == 63 ? 20 : 0));
        }
        assertThat(new Histogram(bars).shown())
                .extracting(Histogram.Bar::label, Histogram.Bar::count)
                .containsExactly(
                        tuple("256\u2013511", 20L),
                        tuple("512\u2013767", 0L),
                        tuple("768\u20131023", 0L),
                        tuple("1024\u20131279", 0L),
                        tuple("1280\u20131535", 20L),
                        tuple("1536\u201316127", 0L),
                        tuple("\u2265 16128", 20L));
    }
}
