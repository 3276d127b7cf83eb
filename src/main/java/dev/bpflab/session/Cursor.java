package dev.bpflab.session;

import dev.bpflab.view.Brackets;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;

/**
 * Where the cursor stands at the end of a text.
 *
 * @param receiver what stands before the dot before the cursor's word; empty when there is no dot
 * @param call the text as far as the bracket that opens the arguments among which the cursor stands; empty if in none
 * @param argument the number of the argument in which it stands, from 0; −1 when in none
 */
record Cursor(String receiver, String call, int argument) {
    static Cursor of(String text, int anchor) {
        Line code = JavaCode.line(text);
        Brackets brackets = new Brackets(code);
        int open = brackets.lastOpen();
        boolean called = open > 0
                && text.charAt(open) == '('
                && Character.isJavaIdentifierPart(lastBefore(text, open))
                && !text.substring(0, open)
                        .stripTrailing()
                        .matches("(?s).*\\b(?:if|for|while|switch|catch|try|synchronized)");
        return new Cursor(
                receiver(text, anchor, brackets),
                called ? text.substring(0, open + 1) : "",
                called ? commas(code, brackets, open) : -1);
    }

    private static char lastBefore(String text, int at) {
        String before = text.substring(0, at).stripTrailing();
        return before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
    }

    /** Commas after the bracket that stand in no other. */
    private static int commas(Line code, Brackets brackets, int open) {
        int commas = 0;
        int at = 0;
        int skipTo = open;
        for (Line.Piece piece : code.pieces()) {
            boolean isCode = piece.style() != Style.STRING && piece.style() != Style.COMMENT;
            for (int i = 0; i < piece.text().length(); i++, at++) {
                if (at > skipTo && isCode) {
                    skipTo = Math.max(at, brackets.partner(at));
                    commas += piece.text().charAt(i) == ',' ? 1 : 0;
                }
            }
        }
        return commas;
    }

    /** The expression before the dot: names, calls, indices and texts, with dots between them. */
    private static String receiver(String text, int anchor, Brackets brackets) {
        int dot = anchor - 1;
        if (dot < 0 || text.charAt(dot) != '.') {
            return "";
        }
        int start = dot;
        while (start > 0) {
            char before = text.charAt(start - 1);
            int partner = before == ')' || before == ']' ? brackets.partner(start - 1) : -1;
            if (partner >= 0) {
                start = partner;
            } else if (before == '"') {
                int quote = text.lastIndexOf('"', start - 2);
                return text.substring(Math.max(quote, 0), dot);
            } else if (Character.isJavaIdentifierPart(before) || before == '.') {
                start--;
            } else {
                break;
            }
        }
        String expression = text.substring(start, dot);
        boolean made = text.substring(0, start).matches("(?s).*\\bnew\\s+");
        return made ? "new " + expression : expression;
    }
}
