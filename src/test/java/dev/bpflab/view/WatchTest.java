package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Watch.Order;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A map that changes while one looks, and what changed between two looks. */
class WatchTest {
    private static final Snapshot BEFORE = Snapshots.counts(7, 5, 10, 20, 9, 1, 4, 4);
    private static final Snapshot NOW = Snapshots.counts(7, 30, 10, 20, 12, 2, 4, 3);

    private static String plain(Snapshot before, Order order, int width, int height) {
        return Theme.PLAIN.print(new Watch(before, NOW, 2, order).lines(width, height));
    }

    @Test
    void marksBarsAndRates() {
        assertThat(plain(BEFORE, Order.VALUE, 80, 24)).isEqualTo("""
                map 7 'counts': hash, u32 -> u64, max_entries 100
                █░░░░░░░░░░░░░░░░░░░ 4 of 100 entries, 4 %
                total 55 +12.5/s, + 1 new, * 2 changed, - 1 gone
                  │ key │ value │    /s │
                ──┼─────┼───────┼───────┼───────────────────────────────
                * │   7 │    30 │ +12.5 │ ██████████████████████████████
                  │  10 │    20 │       │ ████████████████████
                * │   4 │     3 │  -0.5 │ ███
                + │  12 │     2 │    +1 │ ██
                - │   9 │     1 │  -0.5 │ █
                """);
    }

    @Test
    void fitsFortyColumnsAndFewRows() {
        assertThat(plain(BEFORE, Order.CHANGE, 40, 9)).isEqualTo("""
                map 7 'counts': hash, u32 -> u64,
                max_entries 100
                █░░░░░░░░░░░░░░░░░ 4 of 100 entries, 4 %
                total 55 +12.5/s, + 1 new, * 2 changed,
                - 1 gone
                  │ key │ value │    /s │
                ──┼─────┼───────┼───────┼───────────────
                * │   7 │    30 │ +12.5 │ ██████████████
                … and 4 more
                """);
    }

    @Test
    void changesAreColouredToo() {
        String shown = new Theme(true, true).print(new Watch(BEFORE, NOW, 2, Order.KEY).lines(80, 24));
        assertThat(shown)
                .contains("\u001b[33m*\u001b[0m\u001b[2m │ \u001b[0m  7\u001b[2m │ \u001b[0m   \u001b[33m30\u001b[0m")
                .contains("\u001b[32m+\u001b[0m\u001b[2m │ \u001b[0m 12")
                .contains("\u001b[31m-\u001b[0m\u001b[2m │ \u001b[0m  9")
                .contains("total 55\u001b[33m +12.5/s\u001b[0m, \u001b[32m+\u001b[0m 1 new");
    }

    @ParameterizedTest
    @CsvSource({"KEY, '4 7 9 10 12'", "VALUE, '7 10 4 12 9'", "CHANGE, '7 12 4 9 10'"})
    void entriesStandInTheOrderOneWants(Order order, String keys) {
        String shown = plain(BEFORE, order, 80, 24);
        assertThat(shown.lines().skip(5).map(line -> line.split("│", -1)[1].strip()))
                .containsExactly(keys.split(" "));
    }

    @Test
    void theFirstReadingHasNoRatesAndNoMarks() {
        String shown = Theme.PLAIN.print(new Watch(null, NOW, 0, Order.KEY).lines(80, 24));
        assertThat(shown).contains("total 55\n", "  │ key │ value │\n").doesNotContain("/s", "+ │", "* │");
    }

    @Test
    void cpusThatChangedAreMarked() {
        Watch watch = new Watch(Snapshots.perCpu("sh", 1, 2), Snapshots.perCpu("sh", 1, 5), 1, Order.KEY);
        assertThat(Theme.PLAIN.print(watch.lines(80, 24))).endsWith("* │ sh  │    1 │    5 │   6 │ +3\n");
        assertThat(new Theme(true, true).print(watch.lines(80, 24)))
                .contains("\u001b[33m5\u001b[0m")
                .doesNotContain("\u001b[33m1\u001b[0m");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void fitsAnySize(Order order) {
        for (int width = 20; width <= 200; width += 9) {
            int columns = width;
            for (int height = 4; height < 30; height += 5) {
                assertThat(new Watch(BEFORE, NOW, 1, order).lines(width, height))
                        .hasSizeLessThanOrEqualTo(height)
                        .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(columns));
            }
        }
    }

    @Test
    void aDiffShowsOnlyWhatChanged() {
        assertThat(new Diff(BEFORE, NOW, 12).plain(80)).isEqualTo("""
                map 7 'counts': hash, u32 -> u64, max_entries 100
                █░░░░░░░░░░░░░░░░░░░ 4 of 100 entries, 4 %
                since the last look, 12 s ago: + 1 new, * 2 changed, - 1 gone
                  │ key │ before │ now │ change
                ──┼─────┼────────┼─────┼───────
                * │   7 │      5 │  30 │    +25
                + │  12 │        │   2 │
                * │   4 │      4 │   3 │     -1
                - │   9 │      1 │     │""");
    }

    @Test
    void aDiffOfTextHasNoAmounts() {
        Snapshot before = Snapshots.texts("a", "one", "b", "two");
        Snapshot now = Snapshots.texts("a", "one", "b", "three");
        assertThat(new Diff(before, now, 0.42).plain(40)).isEqualTo("""
                map 8 'names': hash, u32 -> text,
                max_entries 9
                since the last look, 0.4 s ago: * 1
                changed
                  │ key │ before │ now
                ──┼─────┼────────┼──────
                * │ b   │ two    │ three""");
        assertThat(new Diff(now, now, 0).plain(80)).endsWith("a moment ago: nothing changed");
        assertThat(new Theme(true, true).print(new Diff(before, now, 1).lines(80)))
                .contains("\u001b[33mthree\u001b[0m");
    }

    @Test
    void rangesOfNumbersStandInTheOrderOfTheNumbers() {
        List<String> keys =
                new ArrayList<>(List.of("\u2265 16128", "10240\u201310495", "0\u2013255", "1024\u20131279", "7"));
        keys.sort((a, b) -> Watch.compareKeys(List.of(a), List.of(b)));
        assertThat(keys).containsExactly("0\u2013255", "7", "1024\u20131279", "10240\u201310495", "\u2265 16128");
    }
}
