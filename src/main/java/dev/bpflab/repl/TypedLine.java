package dev.bpflab.repl;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * What was typed so far, as JLine's completion wants it: the word that Tab completes and what stands before it.
 *
 * @param line all of it
 * @param cursor where the cursor is
 * @param start where the word begins that the cursor stands in or after
 */
record TypedLine(String line, int cursor, int start) implements CompletingParsedLine {
    @Override
    public String word() {
        return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
        return cursor - start;
    }

    @Override
    public int wordIndex() {
        return start == 0 ? 0 : 1;
    }

    @Override
    public List<String> words() {
        return start == 0 ? List.of(word()) : List.of(line.substring(0, start), word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return wordCursor();
    }
}
