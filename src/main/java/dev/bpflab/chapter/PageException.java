package dev.bpflab.chapter;

import java.util.List;

/** A document cannot be made into a page; the message has a line {@code file:line: what is wrong} for each problem. */
public final class PageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public PageException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, each {@code file:line: what is wrong}. */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }
}
