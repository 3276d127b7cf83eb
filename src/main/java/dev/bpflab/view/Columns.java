package dev.bpflab.view;

/** How many columns of a terminal text takes: two for a wide character, none for a combining one. */
public final class Columns {
    /** Nothing below it combines; the soft hyphen, which formats, is shown as a hyphen. */
    private static final int FIRST_COMBINING = 0x300;

    private static final int FIRST_JAMO = 0x1160;
    private static final int LAST_JAMO = 0x11ff;

    private Columns() {}

    /** Returns the columns of a text. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** Returns the columns of one character; a control character counts one, as {@link Theme} shows it so. */
    public static int of(int codePoint) {
        if (codePoint < FIRST_COMBINING) {
            return codePoint == 0 ? 0 : 1;
        }
        return isCombining(codePoint) ? 0 : WideCharacters.contains(codePoint) ? 2 : 1;
    }

    /** A mark on the character before it, a sign that joins or formats, or a part of a Korean syllable after the first. */
    private static boolean isCombining(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (codePoint >= FIRST_JAMO && codePoint <= LAST_JAMO);
    }
}
