package dev.bpflab.bpf;

import org.jspecify.annotations.Nullable;

/** A failed operation: what was tried, with which errno it failed, why, and what to do next. */
public class BpfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final Errno errno;
    private final String cause;
    private final @Nullable String remedy;

    /**
     * Creates the exception with the message {@code operation: ERRNO (cause; remedy)}.
     *
     * @param operation what was tried, such as {@code create map 'counts'}
     * @param cause why it failed
     * @param remedy what to do next, or null when nothing can be done
     */
    public BpfException(String operation, Errno errno, String cause, @Nullable String remedy) {
        super(operation + ": " + errno + " (" + cause + (remedy == null ? "" : "; " + remedy) + ")");
        this.operation = operation;
        this.errno = errno;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** Returns what was tried. */
    public String operation() {
        return operation;
    }

    /** Returns the error number. */
    public Errno errno() {
        return errno;
    }

    /** Returns why it failed. */
    public String reason() {
        return cause;
    }

    /** Returns what to do next, or null. */
    public @Nullable String remedy() {
        return remedy;
    }
}
