package dev.bpflab.repl;

import dev.bpflab.view.Line;
import java.util.List;
import java.util.Locale;

/**
 * Which lines of a long text are on the screen: the arithmetic of a pager, without a terminal. A line that is wider than the
 * screen takes several rows of it.
 */
final class Paging {
    private final List<Line> lines;
    private final int width;
    private final int room;
    private int top;
    private int end;

    /**
     * @param room the rows that there are for text
     */
    Paging(List<Line> lines, int width, int room) {
        this.lines = lines;
        this.width = Math.max(1, width);
        this.room = Math.max(1, room);
    }

    /** Returns the first line on the screen. */
    int top() {
        return top;
    }

    /** Returns the line after the last one on the screen. */
    int end() {
        return end;
    }

    boolean isAtEnd() {
        return end >= lines.size();
    }

    /** Returns how much of the text was on the screen or above it, in percent. */
    int percent() {
        return lines.isEmpty() ? 100 : end * 100 / lines.size();
    }

    /** Begins a screen at a line, or where the last screenful begins if that is before it. */
    void begin(int line) {
        top = Math.max(0, Math.min(line, lastTop()));
        end = fill(top);
    }

    /** Goes on by so many rows, at least by a line; returns the first of the lines that come onto the screen. */
    int forward(int rows) {
        int first = end;
        int left = rows;
        while (end < lines.size() && (end == first || rows(end) <= left)) {
            left -= rows(end);
            end++;
        }
        top = first(end);
        return first;
    }

    /** Goes back by so many rows, at least by a line. */
    void back(int rows) {
        int left = rows;
        int line = top;
        while (line > 0 && (line == top || rows(line - 1) <= left)) {
            line--;
            left -= rows(line);
        }
        top = line;
        end = fill(top);
    }

    /** Goes to the last screenful. */
    void last() {
        begin(lines.size());
    }

    int screenful() {
        return room;
    }

    /**
     * Goes to the next line after the first on the screen, or before it, in which words occur; whatever their case unless
     * they have capital letters. Returns whether there is one.
     */
    boolean search(String words, boolean backwards) {
        int step = backwards ? -1 : 1;
        for (int line = top + step; line >= 0 && line < lines.size(); line += step) {
            if (holds(lines.get(line), words)) {
                top = line;
                end = fill(top);
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Line line, String words) {
        String plain = line.plain();
        boolean exact = !words.equals(words.toLowerCase(Locale.ROOT));
        return (exact ? plain : plain.toLowerCase(Locale.ROOT)).contains(words);
    }

    /** Returns the first line of a screen that begins so that the text's end is on it. */
    private int lastTop() {
        return first(lines.size());
    }

    private int first(int after) {
        int line = after;
        int left = room;
        while (line > 0 && rows(line - 1) <= left) {
            line--;
            left -= rows(line);
        }
        return line;
    }

    private int fill(int from) {
        int line = from;
        int left = room;
        while (line < lines.size() && (line == from || rows(line) <= left)) {
            left -= rows(line);
            line++;
        }
        return line;
    }

    /** Returns the rows that all lines take. */
    long rows() {
        return lines.stream().mapToLong(line -> rows(line, width)).sum();
    }

    private int rows(int line) {
        return rows(lines.get(line), width);
    }

    private static int rows(Line line, int width) {
        return Math.max(1, (line.width() + width - 1) / width);
    }
}
