package dev.bpflab.session;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What {@code System.in}, {@code System.out} and {@code System.err} are inside snippets. The process's own streams are
 * left alone: {@link GuardPass} sends the snippets' accesses here, so that sessions side by side do not mix.
 */
public record SnippetIo(InputStream in, PrintStream out, PrintStream err) {
    /** Returns streams that write both to the same stream and read nothing. */
    public static SnippetIo to(PrintStream out) {
        return new SnippetIo(InputStream.nullInputStream(), out, out);
    }
}
