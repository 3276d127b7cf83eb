package dev.bpflab.asm;

import dev.bpflab.isa.Source;
import org.jspecify.annotations.Nullable;

/** Finds the code that calls the vocabulary. */
final class Caller {
    private static final String OURS = Caller.class.getPackageName() + ".";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Caller() {}

    /** Returns the line that called the vocabulary; null when the class was compiled without lines. */
    static @Nullable Source source() {
        return WALKER.walk(
                frames -> frames.dropWhile(frame -> frame.getClassName().startsWith(OURS))
                        .findFirst()
                        .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                        .map(frame -> new Source(frame.getClassName(), frame.getFileName(), frame.getLineNumber()))
                        .orElse(null));
    }
}
