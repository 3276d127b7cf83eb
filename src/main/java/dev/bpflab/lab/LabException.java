package dev.bpflab.lab;

import java.util.List;

/** A lab's document is broken; the message has a line {@code file:line: step 'x': what is wrong} for each problem. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** Creates the exception. */
    public LabException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one line each. */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }
}
