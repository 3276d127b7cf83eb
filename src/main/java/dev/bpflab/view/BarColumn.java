package dev.bpflab.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Adds bars to a table of numbers, as far as the width has room for them. */
final class BarColumn {
    private static final int SHORTEST = 6;
    private static final int GAP = 3;

    private BarColumn() {}

    /**
     * Returns the table with a bar at the end of each row; the table itself where bars would be too short to compare, or
     * nothing is there to compare. A number below 1 has no bar.
     *
     * @param all the numbers to which those of the rows, the first of them, are in proportion
     */
    static Table add(Table table, List<BigInteger> all, int width, int longest) {
        int room = Math.min(longest, width - table.width() - GAP);
        BigInteger greatest = all.isEmpty() ? BigInteger.ZERO : Collections.max(all);
        if (room < SHORTEST || all.size() < 2 || greatest.signum() <= 0) {
            return table;
        }
        List<BigInteger> numbers = all.subList(0, table.rows().size());
        List<Table.Column> columns = new ArrayList<>(table.columns());
        columns.add(Table.Column.left(""));
        List<List<Line>> rows = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            List<Line> row = new ArrayList<>(table.rows().get(i));
            row.add(bar(numbers.get(i), greatest, room));
            rows.add(row);
        }
        return new Table(table.title(), columns, rows);
    }

    /** A number that is not 0 has a bar, however short. */
    private static Line bar(BigInteger number, BigInteger greatest, int room) {
        if (number.signum() <= 0) {
            return Line.EMPTY;
        }
        long length = Math.round(room * (number.doubleValue() / greatest.doubleValue()));
        return Line.of("\u2588".repeat((int) Math.max(1, length)), Style.GOOD);
    }
}
