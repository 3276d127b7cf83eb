package dev.bpflab.view;

/** What a piece of text is; a {@link Theme} decides how that looks. */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum Style {
    /** Running text. */
    PLAIN(Look.NONE),
    /** A heading. */
    HEADING(new Look("1;36", "1;34", "1;38;2;102;217;239", "1;38;2;0;92;150")),
    /** Strong text, a table's header, a term. */
    BOLD(Look.everywhere("1")),
    /** Emphasised text. */
    ITALIC(Look.everywhere("3")),
    /** Code inside running text. */
    CODE(new Look("33", "35", "38;2;230;192;123", "38;2;140;76;0")),
    /** An address or the id of a page. */
    LINK(new Look("4;36", "4;34", "4;38;2;130;170;255", "4;38;2;0;80;180")),
    /** Lines and marks that lead the eye. */
    FRAME(new Look("2", "2", "38;2;150;155;165", "38;2;90;95;105")),
    /** What matters less: line numbers, asides. */
    DIM(new Look("2", "2", "38;2;150;155;165", "38;2;90;95;105")),
    /** Good news. */
    GOOD(new Look("32", "32", "38;2;152;195;121", "38;2;0;110;40")),
    /** Bad news. */
    BAD(new Look("31", "31", "38;2;255;123;114", "38;2;186;0;20")),
    /** What asks for attention. */
    WARN(new Look("33", "35", "38;2;229;192;123", "38;2;135;85;0")),
    /** Where something that was looked for stands. */
    FOUND(Look.everywhere("7")),
    /** A keyword of a language. */
    KEYWORD(new Look("35", "35", "38;2;198;146;234", "38;2;130;30;160")),
    /** A string or character literal. */
    STRING(new Look("32", "32", "38;2;152;195;121", "38;2;0;110;40")),
    /** A number literal. */
    NUMBER(new Look("36", "34", "38;2;247;140;108", "38;2;160;60;0")),
    /** A comment in code. */
    COMMENT(new Look("2;3", "2;3", "3;38;2;140;148;160", "3;38;2;100;105;115")),
    /** A function that can be called without an object: the vocabulary, in a snippet. */
    FUNCTION(new Look("94", "34", "38;2;97;175;239", "38;2;0;90;170")),
    /** The name of a class, record, interface or enum. */
    TYPE(new Look("96", "1;36", "38;2;86;200;216", "38;2;0;105;115")),
    /** A name in capitals: a register, a map type, a flag. */
    CONSTANT(new Look("33", "35", "38;2;209;154;102", "38;2;140;76;0")),
    /** A bracket and its partner. */
    PARTNER(new Look("1;4", "1;4", "1;4;38;2;102;217;239", "1;4;38;2;0;92;150"));

    /** The parameters of select-graphic-rendition sequences (ECMA-48): in 16 colours and in true colours, on dark and light. */
    private record Look(String dark, String light, String trueDark, String trueLight) {
        static final Look NONE = everywhere("");

        static Look everywhere(String sgr) {
            return new Look(sgr, sgr, sgr, sgr);
        }
    }

    private final Look look;

    Style(Look look) {
        this.look = look;
    }

    /** Returns the parameters of the terminal's select-graphic-rendition sequence (ECMA-48), empty for none. */
    String sgr(Palette palette) {
        return switch (palette) {
            case NONE -> "";
            case DARK -> look.dark;
            case LIGHT -> look.light;
            case TRUE_DARK -> look.trueDark;
            case TRUE_LIGHT -> look.trueLight;
        };
    }
}
