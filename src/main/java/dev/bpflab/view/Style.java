package dev.bpflab.view;

/** What a piece of text is; a {@link Theme} decides how that looks. */
public enum Style {
    /** Running text. */
    PLAIN(""),
    /** A heading. */
    HEADING("1;36"),
    /** Strong text, a table's header, a term. */
    BOLD("1"),
    /** Emphasised text. */
    ITALIC("3"),
    /** Code inside running text. */
    CODE("33"),
    /** An address or the id of a page. */
    LINK("4;34"),
    /** Lines and marks that lead the eye. */
    FRAME("2"),
    /** What matters less: line numbers, asides. */
    DIM("2"),
    /** Good news. */
    GOOD("32"),
    /** Bad news. */
    BAD("31"),
    /** What asks for attention. */
    WARN("33"),
    /** Where something that was looked for stands. */
    FOUND("7"),
    /** A keyword of a language. */
    KEYWORD("35"),
    /** A string or character literal. */
    STRING("32"),
    /** A number literal. */
    NUMBER("36"),
    /** A comment in code. */
    COMMENT("2;3");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    /** Returns the parameters of the terminal's select-graphic-rendition sequence (ECMA-48), empty for none. */
    String sgr() {
        return sgr;
    }
}
