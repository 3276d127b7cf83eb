package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of boxes and arrows as it was typed, with {@code + - | < > ^ v} or with box-drawing characters: which of its
 * characters are lines, and which are words. What is drawn from it, in a terminal or as a picture, follows from that.
 */
public final class Diagram {
    /** A line leaves the cell to the left. */
    public static final int LEFT = 1;

    /** A line leaves the cell to the right. */
    public static final int RIGHT = 2;

    /** A line leaves the cell upwards. */
    public static final int UP = 4;

    /** A line leaves the cell downwards. */
    public static final int DOWN = 8;

    /** By the arms that a cell has: the bits above. One arm alone is drawn as a whole line. */
    private static final String BY_ARMS =
            " \u2500\u2500\u2500\u2502\u2518\u2514\u2534\u2502\u2510\u250c\u252c\u2502\u2524\u251c\u253c";

    private final List<List<String>> rows;
    private final DiagramLines lines;

    private Diagram(List<List<String>> rows) {
        this.rows = rows;
        this.lines = new DiagramLines(this);
    }

    /** Reads a drawing; each line of the text is a row. */
    public static Diagram of(String text) {
        return new Diagram(
                text.replace("\t", "    ").lines().map(Diagram::cells).toList());
    }

    /** A wide character takes its cell and an empty one after it; a combining one goes with the cell before it. */
    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        row.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            int columns = Columns.of(codePoint);
            if (columns == 0 && !cells.isEmpty()) {
                cells.set(cells.size() - 1, cells.get(cells.size() - 1) + character);
            } else {
                cells.add(character);
                if (columns == 2) {
                    cells.add("");
                }
            }
        });
        return cells;
    }

    /** Returns the number of rows. */
    public int height() {
        return rows.size();
    }

    /** Returns the number of columns of the widest row. */
    public int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    /** Returns what was typed in a cell: a space outside the drawing, nothing after a wide character. */
    public String typed(int row, int column) {
        boolean inside = row >= 0
                && row < rows.size()
                && column >= 0
                && column < rows.get(row).size();
        return inside ? rows.get(row).get(column) : " ";
    }

    /** Returns the directions in which lines leave a cell, the bits from {@link #LEFT} on; 0 when it holds no line. */
    public int arms(int row, int column) {
        return lines.arms(row, column);
    }

    /** Returns the direction in which the arrow head in a cell points; 0 when it holds none. */
    public int head(int row, int column) {
        return lines.head(row, column);
    }

    /** Returns the drawing for a terminal, one line for each row. */
    public List<Line> lines() {
        List<Line> drawn = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Line line = Line.EMPTY;
            StringBuilder run = new StringBuilder();
            Style style = Style.PLAIN;
            for (int column = 0; column < rows.get(row).size(); column++) {
                boolean drawing = arms(row, column) != 0 || head(row, column) != 0;
                Style next = drawing ? Style.FRAME : Style.PLAIN;
                if (next != style) {
                    line = line.plus(run.toString(), style);
                    run.setLength(0);
                    style = next;
                }
                run.append(drawn(row, column));
            }
            drawn.add(line.plus(run.toString().stripTrailing(), style));
        }
        return drawn;
    }

    private String drawn(int row, int column) {
        return switch (head(row, column)) {
            case LEFT -> "\u25c4";
            case RIGHT -> "\u25ba";
            case UP -> "\u25b2";
            case DOWN -> "\u25bc";
            default -> {
                int arms = arms(row, column);
                yield arms == 0 ? typed(row, column) : BY_ARMS.substring(arms, arms + 1);
            }
        };
    }
}
