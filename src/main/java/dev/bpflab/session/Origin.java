package dev.bpflab.session;

/**
 * Where a text that is evaluated comes from.
 *
 * @param name the file that it is a part of; empty for what was typed at the prompt
 * @param line the line of that file, from 1, on which it begins
 */
public record Origin(String name, int line) {
    /** What was typed at the prompt. */
    public static final Origin TYPED = new Origin("", 1);

    /** Returns where a later line of the text, counted from 1, comes from. */
    Origin plus(int lineOfText) {
        return new Origin(name, line + lineOfText - 1);
    }

    /** Returns how people find a line of a snippet: by the line of the file, or else by the snippet. */
    String describe(String snippetId, int lineOfSnippet) {
        return name.isEmpty()
                ? "snippet " + snippetId + ", line " + lineOfSnippet
                : name + ", line " + plus(lineOfSnippet).line();
    }
}
