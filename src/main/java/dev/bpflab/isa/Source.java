package dev.bpflab.isa;

/**
 * Where in source text an instruction was written.
 *
 * @param className the class whose code called the assembler; empty for assembler text
 * @param file its file as the class names it, or what assembler text calls itself; may be empty
 * @param line the line, from 1; 0 when {@code file} says it
 */
public record Source(String className, String file, int line) {
    /** Returns a line of assembler text. */
    public static Source ofText(int line) {
        return new Source("", "", line);
    }

    /** Returns whether the instruction was written as assembler text, not as a call. */
    public boolean isText() {
        return className.isEmpty();
    }

    @Override
    public String toString() {
        return file.isEmpty() ? "line " + line : line == 0 ? file : file + ":" + line;
    }
}
