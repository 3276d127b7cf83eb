package dev.bpflab.lab.author;

/**
 * One change to a source.
 *
 * @param where what is taken out
 * @param with what stands there instead
 * @param what what was changed, as the end of a sentence: {@code NOEXIST becomes ANY}
 * @param isAmount whether it only changes, outside of a program, how much of something there is or how often it happens
 */
record Change(Span where, String with, String what, boolean isAmount) {
    String applyTo(String source) {
        return source.substring(0, where.start()) + with + source.substring(where.end());
    }
}
