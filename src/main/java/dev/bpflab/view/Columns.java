package dev.bpflab.view;

import org.jline.utils.WCWidth;

/** How many columns of a terminal text takes: two for a wide character, none for a combining one. */
public final class Columns {
    private Columns() {}

    /** Returns the columns of a text. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Returns the columns of one character; a control character counts one, as {@link Theme} shows it so. */
    public static int of(int codePoint) {
        return codePoint < 0x7f && codePoint >= ' ' ? 1 : Math.abs(WCWidth.wcwidth(codePoint));
    }
}
