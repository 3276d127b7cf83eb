package dev.bpflab.asm;

/**
 * Text that is no instruction: where, what was expected there, and what was found. The message's first line says it; below
 * stand the line of the program and a caret at the place.
 */
public final class TextAsmException extends AsmException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    TextAsmException(int line, int column, String source, String cause) {
        super("line " + line + ", column " + column + ": " + cause + pointedAt(source, column));
        this.line = line;
        this.column = column;
    }

    private static String pointedAt(String source, int column) {
        String before = source.substring(0, Math.min(column - 1, source.length()));
        return source.isBlank() ? "" : "\n  " + source + "\n  " + before.replaceAll("[^\\t]", " ") + "^";
    }

    /** Returns the number of the line, from 1. */
    public int line() {
        return line;
    }

    /** Returns the number of the character in the line, from 1. */
    public int column() {
        return column;
    }
}
