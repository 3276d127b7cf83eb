package dev.bpflab.chapter.site;

import static dev.bpflab.view.Diagram.DOWN;
import static dev.bpflab.view.Diagram.LEFT;
import static dev.bpflab.view.Diagram.RIGHT;
import static dev.bpflab.view.Diagram.UP;

import dev.bpflab.view.Columns;
import dev.bpflab.view.Diagram;
import java.util.Locale;

/** Draws a diagram as SVG: its lines as lines, its words as text, each on the grid on which it was typed. */
final class DiagramSvg {
    /** A cell of the grid, in units of the drawing; one unit is a pixel where there is room. */
    private static final int CELL = 9;

    private static final int ROW = 18;
    private static final int MARGIN = 4;

    /** Drawn smaller than this, in percent, its words cannot be read: it is scrolled then. */
    private static final int SMALLEST = 75;

    private final Diagram diagram;
    private final StringBuilder svg = new StringBuilder();

    private DiagramSvg(Diagram diagram) {
        this.diagram = diagram;
    }

    /**
     * Returns the drawing.
     *
     * @param id unique on the page
     * @param title what it is; may be empty
     * @param description what it shows, in words
     */
    static String draw(Diagram diagram, String id, String title, String description) {
        return new DiagramSvg(diagram).drawn(id, title, description);
    }

    private String drawn(String id, String title, String description) {
        int width = diagram.width() * CELL + 2 * MARGIN;
        int height = diagram.height() * ROW + 2 * MARGIN;
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"diagram\" role=\"img\" aria-labelledby=\"%1$s-title %1$s-text\" viewBox=\"0 0 %2$d %3$d\""
                        + " style=\"width:%2$dpx;min-width:%4$dpx\" xmlns=\"http://www.w3.org/2000/svg\">",
                id,
                width,
                height,
                width * SMALLEST / 100));
        svg.append(String.format(
                "<title id=\"%s-title\">%s</title><desc id=\"%s-text\">%s</desc>",
                id, Html.escaped(title.isEmpty() ? "Diagram" : title), id, Html.escaped(description)));
        for (int row = 0; row < diagram.height(); row++) {
            lines(row);
            words(row);
        }
        columns();
        return svg.append("</svg>").toString();
    }

    private boolean isDrawn(int row, int column) {
        return diagram.arms(row, column) != 0 || diagram.head(row, column) != 0;
    }

    private static int x(int column) {
        return MARGIN + column * CELL + CELL / 2;
    }

    private static int y(int row) {
        return MARGIN + row * ROW + ROW / 2;
    }

    /** Draws the heads, and the lines across, each as long as it goes on. */
    private void lines(int row) {
        int begin = -1;
        for (int column = 0; column <= diagram.width(); column++) {
            int arms = diagram.arms(row, column) | (tail(row, column) & (LEFT | RIGHT));
            if (begin < 0 && (arms & (LEFT | RIGHT)) != 0) {
                begin = x(column) - ((arms & LEFT) == 0 ? 0 : CELL / 2);
            }
            if (begin >= 0 && (arms & RIGHT) == 0) {
                int end = (arms & LEFT) == 0 ? x(column) - CELL / 2 : x(column);
                line(begin, y(row), end, y(row));
                begin = -1;
            }
            head(row, column);
        }
    }

    private void columns() {
        for (int column = 0; column < diagram.width(); column++) {
            int begin = -1;
            for (int row = 0; row <= diagram.height(); row++) {
                int arms = diagram.arms(row, column) | (tail(row, column) & (UP | DOWN));
                if (begin < 0 && (arms & (UP | DOWN)) != 0) {
                    begin = y(row) - ((arms & UP) == 0 ? 0 : ROW / 2);
                }
                if (begin >= 0 && (arms & DOWN) == 0) {
                    int end = (arms & UP) == 0 ? y(row) - ROW / 2 : y(row);
                    line(x(column), begin, x(column), end);
                    begin = -1;
                }
            }
        }
    }

    /** The side of an arrow head at which its line comes in. */
    private int tail(int row, int column) {
        return switch (diagram.head(row, column)) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case UP -> DOWN;
            case DOWN -> UP;
            default -> 0;
        };
    }

    private void line(int x1, int y1, int x2, int y2) {
        if (x1 != x2 || y1 != y2) {
            svg.append("<path d=\"M").append(x1).append(' ').append(y1);
            svg.append('L').append(x2).append(' ').append(y2).append("\"/>");
        }
    }

    /** A head reaches to the edge of its cell, where what it points to begins. */
    private void head(int row, int column) {
        int x = x(column);
        int y = y(row);
        int half = CELL / 2;
        String points = switch (diagram.head(row, column)) {
            case LEFT -> points(x - half - 1, y, x + half, y - half, x + half, y + half);
            case RIGHT -> points(x + half + 1, y, x - half, y - half, x - half, y + half);
            case UP -> points(x, y - ROW / 2, x - half, y + 1, x + half, y + 1);
            case DOWN -> points(x, y + ROW / 2, x - half, y - 1, x + half, y - 1);
            default -> "";
        };
        if (!points.isEmpty()) {
            svg.append("<polygon points=\"").append(points).append("\"/>");
        }
    }

    private static String points(int... numbers) {
        StringBuilder points = new StringBuilder();
        for (int number : numbers) {
            points.append(points.length() == 0 ? "" : " ").append(number);
        }
        return points.toString();
    }

    /** Words keep their columns whatever font there is: each run of them is told how long to be. */
    private void words(int row) {
        int column = 0;
        while (column < diagram.width()) {
            if (isDrawn(row, column)
                    || (diagram.typed(row, column).isBlank()
                            && !diagram.typed(row, column).isEmpty())) {
                column++;
                continue;
            }
            int begin = column;
            StringBuilder run = new StringBuilder();
            while (column < diagram.width() && !isDrawn(row, column) && !endsRun(row, column)) {
                run.append(diagram.typed(row, column++));
            }
            text(row, begin, run.toString());
        }
    }

    /** A single space is between words of a run, two are between runs. */
    private boolean endsRun(int row, int column) {
        return diagram.typed(row, column).equals(" ")
                && (diagram.typed(row, column + 1).equals(" ") || isDrawn(row, column + 1));
    }

    private void text(int row, int column, String run) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
                MARGIN + column * CELL,
                y(row) + ROW / 4,
                Columns.of(run) * CELL,
                Html.escaped(run)));
    }
}
