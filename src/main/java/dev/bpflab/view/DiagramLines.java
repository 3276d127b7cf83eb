package dev.bpflab.view;

import static dev.bpflab.view.Diagram.DOWN;
import static dev.bpflab.view.Diagram.LEFT;
import static dev.bpflab.view.Diagram.RIGHT;
import static dev.bpflab.view.Diagram.UP;

import java.util.List;
import java.util.Map;

/** Tells lines from words in a drawing: a hyphen inside a word is no line, and a v below a line is an arrow head. */
final class DiagramLines {
    private static final int HORIZONTAL = LEFT | RIGHT;
    private static final int VERTICAL = UP | DOWN;
    private static final int ALL = HORIZONTAL | VERTICAL;
    private static final List<Integer> DIRECTIONS = List.of(LEFT, RIGHT, UP, DOWN);

    /** Three hyphens are meant as a line wherever they stand; fewer may be a dash between words. */
    private static final int SURELY = 3;

    private static final Map<String, Integer> BOX = Map.ofEntries(
            Map.entry("\u2500", HORIZONTAL),
            Map.entry("\u2502", VERTICAL),
            Map.entry("\u250c", RIGHT | DOWN),
            Map.entry("\u256d", RIGHT | DOWN),
            Map.entry("\u2510", LEFT | DOWN),
            Map.entry("\u256e", LEFT | DOWN),
            Map.entry("\u2514", RIGHT | UP),
            Map.entry("\u2570", RIGHT | UP),
            Map.entry("\u2518", LEFT | UP),
            Map.entry("\u256f", LEFT | UP),
            Map.entry("\u251c", VERTICAL | RIGHT),
            Map.entry("\u2524", VERTICAL | LEFT),
            Map.entry("\u252c", HORIZONTAL | DOWN),
            Map.entry("\u2534", HORIZONTAL | UP),
            Map.entry("\u253c", ALL));

    private static final Map<String, Integer> HEADS = Map.ofEntries(
            Map.entry("<", LEFT),
            Map.entry("\u25c4", LEFT),
            Map.entry("\u2190", LEFT),
            Map.entry(">", RIGHT),
            Map.entry("\u25ba", RIGHT),
            Map.entry("\u2192", RIGHT),
            Map.entry("^", UP),
            Map.entry("\u25b2", UP),
            Map.entry("\u2191", UP),
            Map.entry("v", DOWN),
            Map.entry("\u25bc", DOWN),
            Map.entry("\u2193", DOWN));

    private final Diagram diagram;

    DiagramLines(Diagram diagram) {
        this.diagram = diagram;
    }

    int arms(int row, int column) {
        int arms = own(row, column);
        int may = arms | open(row, column);
        for (int direction : DIRECTIONS) {
            int other = opposite(direction);
            int nextRow = row + down(direction);
            int nextColumn = column + across(direction);
            int tail = opposite(head(nextRow, nextColumn));
            if ((may & direction) != 0 && ((own(nextRow, nextColumn) | tail) & other) != 0) {
                arms |= direction;
            }
        }
        return arms;
    }

    int head(int row, int column) {
        String typed = diagram.typed(row, column);
        Integer points = HEADS.get(typed);
        if (points == null) {
            return 0;
        }
        int tail = opposite(points);
        int before = own(row + down(tail), column + across(tail));
        boolean junction = isJunction(row + down(tail), column + across(tail));
        boolean inWord = typed.equals("v") && (isWord(row, column - 1) || isWord(row, column + 1));
        // A line that ends above an arrow head may run across: the bottom of a box.
        boolean along = (before & points) != 0 || junction || ((points == DOWN || points == UP) && before != 0);
        return along && !inWord ? points : 0;
    }

    /** The directions that a line in a cell has by itself. */
    private int own(int row, int column) {
        String typed = diagram.typed(row, column);
        if (typed.equals("-")) {
            return isDash(row, column) ? HORIZONTAL : 0;
        }
        if (typed.equals("|")) {
            return touchesVertically(row - 1, column) || touchesVertically(row + 1, column) ? VERTICAL : 0;
        }
        return BOX.getOrDefault(typed, 0);
    }

    /** The directions in which a cell takes up a line that comes from beside it. */
    private int open(int row, int column) {
        String typed = diagram.typed(row, column);
        boolean typedLine = typed.equals("-") || typed.equals("|");
        return isJunction(row, column) || (typedLine && own(row, column) != 0) ? ALL : 0;
    }

    private boolean isJunction(int row, int column) {
        return diagram.typed(row, column).equals("+")
                && ((own(row, column - 1) & RIGHT)
                                | (own(row, column + 1) & LEFT)
                                | (own(row - 1, column) & DOWN)
                                | (own(row + 1, column) & UP))
                        != 0;
    }

    private boolean isDash(int row, int column) {
        int from = column;
        int to = column + 1;
        while (diagram.typed(row, from - 1).equals("-")) {
            from--;
        }
        while (diagram.typed(row, to).equals("-")) {
            to++;
        }
        boolean joinsBefore = joins(row, from - 1);
        boolean joinsAfter = joins(row, to);
        boolean wordBefore = !joinsBefore && isWord(row, from - 1);
        boolean wordAfter = !joinsAfter && isWord(row, to);
        if (wordBefore || wordAfter) {
            return joinsBefore || joinsAfter;
        }
        return joinsBefore || joinsAfter || to - from >= SURELY;
    }

    private boolean joins(int row, int column) {
        String typed = diagram.typed(row, column);
        return ("+|<>".contains(typed) && !typed.isEmpty())
                || BOX.containsKey(typed)
                || (HEADS.containsKey(typed) && !typed.equals("v") && !typed.equals("^"));
    }

    private boolean touchesVertically(int row, int column) {
        String typed = diagram.typed(row, column);
        return ("|+-^v".contains(typed) && !typed.isEmpty())
                || BOX.containsKey(typed)
                || HEADS.getOrDefault(typed, LEFT) > RIGHT;
    }

    private boolean isWord(int row, int column) {
        String typed = diagram.typed(row, column);
        return typed.isEmpty() || (!typed.isBlank() && !BOX.containsKey(typed) && !"+|-".contains(typed));
    }

    private static int opposite(int direction) {
        return switch (direction) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case UP -> DOWN;
            case DOWN -> UP;
            default -> 0;
        };
    }

    private static int across(int direction) {
        return direction == RIGHT ? 1 : direction == LEFT ? -1 : 0;
    }

    private static int down(int direction) {
        return direction == DOWN ? 1 : direction == UP ? -1 : 0;
    }
}
