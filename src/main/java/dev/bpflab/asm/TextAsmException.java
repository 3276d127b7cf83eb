package dev.bpflab.asm;

/** Text that is no instruction: where, what was expected there, and what was found. */
public final class TextAsmException extends AsmException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    TextAsmException(int line, int column, String cause) {
        super("line " + line + ", column " + column + ": " + cause);
        this.line = line;
        this.column = column;
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
