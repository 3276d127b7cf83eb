package dev.bpflab.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cell expects: a value, or a comparison such as {@code >= 1}.
 *
 * @param operator {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=} or {@code ~}, about the number
 * @param operand the value as it is written; may hold names in braces until they are filled in
 */
record Expectation(String operator, String operand) {
    private static final int ABOUT = 10;

    private static final Pattern COMPARISON = Pattern.compile("(<=|>=|!=|<|>|=|~|≤|≥|≠)\\s*(\\S.*)");

    static Expectation parse(String cell) {
        Matcher comparison = COMPARISON.matcher(cell.strip());
        if (!comparison.matches()) {
            return new Expectation("=", cell.strip());
        }
        String operator = switch (comparison.group(1)) {
            case "≤" -> "<=";
            case "≥" -> ">=";
            case "≠" -> "!=";
            default -> comparison.group(1);
        };
        return new Expectation(operator, comparison.group(2).strip());
    }

    boolean isValue() {
        return operator.equals("=");
    }

    Expectation withOperand(String filledIn) {
        return new Expectation(operator, filledIn);
    }

    /** Tells whether a found value is as expected. */
    boolean holds(Column column, Object found) {
        if (operator.equals("~")) {
            return isAbout(column, found);
        }
        int order = column.compare(found, column.parse(operand));
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Tells whether a number is within a tenth of what is expected: times are never the same twice. */
    private boolean isAbout(Column column, Object found) {
        if (!(found instanceof Long number) || !(column.parse(operand) instanceof Long wanted)) {
            return column.compare(found, column.parse(operand)) == 0;
        }
        return Math.abs((double) number - wanted) <= Math.abs((double) wanted) / ABOUT;
    }

    @Override
    public String toString() {
        return isValue() ? operand : operator + " " + operand;
    }
}
