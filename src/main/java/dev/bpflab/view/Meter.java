package dev.bpflab.view;

/** How full something is, as a bar with words beside it. */
final class Meter {
    private static final int WIDEST = 20;
    private static final int NARROWEST = 5;
    private static final double FULL = 0.9;

    private Meter() {}

    static Line line(Snapshot.Fill fill, int width) {
        String words = fill.text();
        int room = Math.min(WIDEST, width - Columns.of(words) - 1);
        if (room < NARROWEST) {
            return Line.of(words);
        }
        int length = fill.used() == 0 ? 0 : (int) Math.max(1, Math.round(room * fill.share()));
        Style style = fill.share() >= FULL ? Style.WARN : Style.GOOD;
        return Line.of("\u2588".repeat(length), style)
                .plus("\u2591".repeat(room - length), Style.FRAME)
                .plus(" " + words);
    }
}
