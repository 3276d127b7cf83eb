package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a map holds, as people see it. */
class SnapshotTest {
    private static final Snapshot COUNTS = Snapshots.counts(1000, 4, 1001, 2, 1002, -1);
    private static final Snapshot PER_CPU = Snapshots.perCpu("true", 1, 0, 41, 7);

    private static String plain(Snapshot snapshot, int width) {
        return Theme.PLAIN.print(snapshot.picture(40).lines(width));
    }

    @Test
    void numbersHaveBarsAndAreUnsigned() {
        assertThat(plain(Snapshots.counts(1000, 4, 1001, 2, 1002, 1), 80)).isEqualTo("""
                map 7 'counts': hash, u32 -> u64, max_entries 100
                █░░░░░░░░░░░░░░░░░░░ 3 of 100 entries, 3 %
                 key │ value │
                ─────┼───────┼─────────────────────────
                1000 │     4 │ ████████████████████████
                1001 │     2 │ ████████████
                1002 │     1 │ ██████
                """);
        assertThat(plain(COUNTS, 80)).contains("1002 │ 18446744073709551615 │ ████████████████████████\n");
    }

    @Test
    void fortyColumnsAreEnough() {
        assertThat(plain(COUNTS, 40)).isEqualTo("""
                map 7 'counts': hash, u32 -> u64,
                max_entries 100
                █░░░░░░░░░░░░░░░░░ 3 of 100 entries, 3 %
                 key │                value │
                ─────┼──────────────────────┼───────────
                1000 │                    4 │ █
                1001 │                    2 │ █
                1002 │ 18446744073709551615 │ ██████████
                """);
    }

    @Test
    void inColourTheHeaderIsBoldAndTheFillGreen() {
        assertThat(new Theme(true, true).print(Snapshots.counts(1, 2).picture(5).lines(80)))
                .isEqualTo("""
                \u001b[1mmap 7 'counts': hash, u32 -> u64, max_entries 100\u001b[0m
                \u001b[32m█\u001b[0m\u001b[2m░░░░░░░░░░░░░░░░░░░\u001b[0m 1 of 100 entries, 1 %
                \u001b[1mkey\u001b[0m\u001b[2m │ \u001b[0m\u001b[1mvalue\u001b[0m
                \u001b[2m────┼──────\u001b[0m
                  1\u001b[2m │ \u001b[0m    2
                """);
    }

    @Test
    void cpusHaveColumnsWhereTheyFitAndElseTheirSum() {
        assertThat(plain(PER_CPU, 80)).endsWith("""
                key  │ cpu0 │ cpu1 │ cpu2 │ cpu3 │ sum
                ─────┼──────┼──────┼──────┼──────┼────
                true │    1 │    0 │   41 │    7 │  49
                """);
        assertThat(plain(PER_CPU, 36)).endsWith("""
                key  │ sum
                ─────┼────
                true │  49
                """);
    }

    @Test
    void whatIsNotShownIsCounted() {
        assertThat(Theme.PLAIN.print(COUNTS.picture(1).lines(80))).endsWith("1000 │     4 │ █\n… and 2 more\n");
        assertThat(plain(Snapshots.counts(), 40)).endsWith("0 of 100 entries, 0 %\n(empty)\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.00001, <0.01 %", "0.0003, 0.03 %", "0.015, 1.5 %", "0.02, 2 %", "0.125, 13 %", "1, 100 %"})
    void percentHaveTheDigitsTheyDeserve(double share, String text) {
        assertThat(Numbers.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "5, 2, +2.5",
        "-1, 1, -1",
        "1250, 1, +1.25k",
        "999999, 1, +1M",
        "1, 3, +0.3",
        "123456, 1, +123k"
    })
    void ratesHaveThreeDigits(long change, double seconds, String text) {
        assertThat(Numbers.rate(java.math.BigInteger.valueOf(change), seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.01, a moment", "0.42, 0.4 s", "12.4, 12 s", "185, 3 min 5 s", "7260, 2 h 1 min"})
    void timesAreInSecondsMinutesAndHours(double seconds, String text) {
        assertThat(Numbers.duration(seconds)).isEqualTo(text);
    }
}
