package dev.bpflab.lab.author;

/**
 * A stretch of source.
 *
 * @param start where it begins
 * @param end behind its last character
 */
record Span(int start, int end) {
    boolean contains(int position) {
        return start <= position && position < end;
    }

    String of(String source) {
        return source.substring(start, end);
    }
}
