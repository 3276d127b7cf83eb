package dev.bpflab.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a map held at one moment: text for people, with the numbers behind it.
 *
 * @param name what the map is called
 * @param about its type and sizes in a line
 * @param fill how full it was; null when that cannot be known
 * @param keys the columns of a key: one, or the fields of a struct
 * @param values the columns of a value
 * @param rows the entries, in the order in which they were read
 * @param unread how many more there were; negative for an unknown number
 */
public record Snapshot(
        String name,
        String about,
        @Nullable Fill fill,
        List<Column> keys,
        List<Column> values,
        List<Row> rows,
        long unread) {
    public Snapshot {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
        rows = List.copyOf(rows);
    }

    /** A column's header, and whether numbers stand in it. */
    public record Column(String name, boolean number) {
        Table.Column header() {
            return number ? Table.Column.right(name) : Table.Column.left(name);
        }
    }

    /**
     * How full something is.
     *
     * @param used how much of it is in use
     * @param capacity how much there is, at least 1
     * @param unit what is counted, in the plural: {@code entries}, {@code bytes}
     */
    public record Fill(long used, long capacity, String unit) {
        /** Returns it in words: {@code 3 of 10000 entries, 0.03 %}. */
        public String text() {
            return used + " of " + capacity + " " + unit + ", " + percent();
        }

        double share() {
            return capacity == 0 ? 0 : Math.min(1, (double) used / capacity);
        }

        private String percent() {
            return Numbers.percent(share());
        }
    }

    /**
     * An entry.
     *
     * @param key a text for each column of the key
     * @param value a text for each column of the value
     * @param number the value as a number, the sum where each CPU has its own; null when it is none
     * @param perCpu the numbers of the CPUs; empty where there is one value
     */
    public record Row(
            List<String> key, List<String> value, @Nullable BigInteger number, List<BigInteger> perCpu) {
        public Row {
            key = List.copyOf(key);
            value = List.copyOf(value);
            perCpu = List.copyOf(perCpu);
        }

        /** Returns the value as a number, 0 for one that is none. */
        BigInteger count() {
            return number == null ? BigInteger.ZERO : number;
        }

        /** Returns whether the other has the same value. */
        boolean same(Row other) {
            return value.equals(other.value) && perCpu.equals(other.perCpu);
        }
    }

    /** Returns whether every value is a number. */
    boolean counts() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.number() != null);
    }

    /** Returns the sum of all values that are numbers. */
    BigInteger total() {
        return rows.stream().map(Row::count).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Returns how many CPUs have a value of their own; 0 where there is one value for all. */
    int cpus() {
        return rows.stream().mapToInt(row -> row.perCpu().size()).max().orElse(0);
    }

    /** Returns heading and table, of at most so many rows. */
    public Picture picture(int most) {
        return picture(most, "");
    }

    /** Returns heading and table, of at most so many rows, and says how more of them can be seen. */
    public Picture picture(int most, String how) {
        Picture heading = new Picture() {
            @Override
            public List<Line> lines(int width) {
                return heading(width);
            }

            @Override
            public List<Line> inWords(int width) {
                return fill == null ? List.of(Line.of(about)) : List.of(Line.of(about), Line.of(fill.text()));
            }
        };
        return heading.above(new SnapshotTable(this, most, how));
    }

    /** Returns what the map is and how full, in one or two lines of at most so many columns. */
    public List<Line> heading(int width) {
        List<Line> lines = new ArrayList<>();
        if (!about.isEmpty()) {
            lines.addAll(Wrap.lines(Line.of(about, Style.BOLD), width));
        }
        if (fill != null) {
            lines.addAll(Wrap.lines(Meter.line(fill, width), width));
        }
        return lines;
    }
}
