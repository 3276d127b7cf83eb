package dev.bpflab.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final String UNITS = "kMGTPE";

    private Numbers() {}

    /** Returns a share of 1 in percent with as many digits as it deserves: {@code 0.03 %}, {@code 12 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        String digits = percent == 0 || percent >= 10
                ? String.format(Locale.ROOT, "%.0f", percent)
                : percent < 0.01
                        ? "<0.01"
                        : trimmed(String.format(Locale.ROOT, percent < 1 ? "%.2f" : "%.1f", percent));
        return digits + " %";
    }

    /** Returns a time in seconds, minutes and hours: {@code a moment}, {@code 0.4 s}, {@code 12 s}, {@code 3 min 5 s}. */
    static String duration(double seconds) {
        if (seconds < 0.1) {
            return "a moment";
        }
        if (seconds < 10) {
            return trimmed(String.format(Locale.ROOT, "%.1f", seconds)) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** Returns a number with its sign, 0 as {@code 0}. */
    static String signed(BigInteger number) {
        return (number.signum() > 0 ? "+" : "") + number;
    }

    /** Returns how much that is in a second, with its sign and three digits: {@code +1.25k}. */
    static String rate(BigInteger change, double seconds) {
        double perSecond = change.doubleValue() / seconds;
        String number = brief(Math.abs(perSecond));
        return number.equals("0") ? "0" : (perSecond < 0 ? "-" : "+") + number;
    }

    /** Returns a number of at most three digits with a unit of thousands. */
    static String brief(double number) {
        double rest = number;
        int unit = 0;
        while (rest >= 999.5 && unit < UNITS.length()) {
            rest /= 1000;
            unit++;
        }
        BigDecimal digits = new BigDecimal(rest).round(new MathContext(3, RoundingMode.HALF_UP));
        BigDecimal shown =
                digits.scale() > 1 ? digits.setScale(rest < 10 && unit > 0 ? 2 : 1, RoundingMode.HALF_UP) : digits;
        String text = shown.signum() == 0 ? "0" : trimmed(shown.toPlainString());
        return text + (unit == 0 ? "" : UNITS.charAt(unit - 1));
    }

    private static String trimmed(String digits) {
        return digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    }
}
