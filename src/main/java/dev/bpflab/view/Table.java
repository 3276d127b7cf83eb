package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text: chapter tables, map listings, check results.
 *
 * @param title what stands above it; empty for nothing
 * @param columns its columns
 * @param rows its rows; a row shorter than the columns is filled with empty cells
 */
public record Table(Line title, List<Column> columns, List<List<Line>> rows) {
    /**
     * A column.
     *
     * @param name its header; a table whose names are all empty has no header row
     * @param right whether its cells are set to the right
     */
    public record Column(Line name, boolean right) {
        /** Returns a column of text. */
        public static Column left(String name) {
            return new Column(Line.of(name, Style.BOLD), false);
        }

        /** Returns a column of numbers. */
        public static Column right(String name) {
            return new Column(Line.of(name, Style.BOLD), true);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        int count = columns.size();
        rows = rows.stream().map(row -> filled(row, count)).toList();
    }

    /** Returns a table of plain strings. */
    public static Table of(String title, List<Column> columns, List<List<String>> rows) {
        List<List<Line>> lines =
                rows.stream().map(row -> row.stream().map(Line::of).toList()).toList();
        return new Table(Line.of(title, Style.BOLD), columns, lines);
    }

    /**
     * Returns the table in lines of at most so many columns of a terminal: cells wrap, and where even that would leave
     * columns too narrow to read, each row becomes lines of {@code name: value}.
     */
    public List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>(title.pieces().isEmpty() ? List.of() : Wrap.lines(title, width));
        lines.addAll(TableLayout.lines(this, width));
        return lines;
    }

    /**
     * Returns the table for who listens to it, in lines of at most so many columns: how large it is, then each row as lines
     * of {@code name: value}.
     */
    public List<Line> inWords(int width) {
        String size = "Table of " + counted(rows.size(), "row") + " and " + counted(columns.size(), "column");
        Line announced = title.pieces().isEmpty() ? Line.of(size) : title.plus(". " + size);
        List<Line> lines = new ArrayList<>(Wrap.lines(announced, width));
        lines.addAll(TableLayout.records(this, width, Line.EMPTY));
        return lines;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Returns how many columns of a terminal it takes when no cell wraps. */
    int width() {
        return TableLayout.naturalWidth(this);
    }

    boolean hasHeader() {
        return columns.stream().anyMatch(column -> !column.name().pieces().isEmpty());
    }

    private static List<Line> filled(List<Line> row, int count) {
        List<Line> cells = new ArrayList<>(row.subList(0, Math.min(row.size(), count)));
        while (cells.size() < count) {
            cells.add(Line.EMPTY);
        }
        return List.copyOf(cells);
    }
}
