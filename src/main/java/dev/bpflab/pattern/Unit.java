package dev.bpflab.pattern;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the values of a histogram are, which decides how people write them. */
enum Unit {
    /** Numbers of anything. */
    NONE(1024, List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")) {
        /** Whoever counts things wants to see their number. */
        @Override
        int scaleOf(long lower, long upper) {
            int scale = super.scaleOf(lower, upper);
            return scale < 2 ? 0 : scale;
        }
    },
    /** Bytes, in powers of 1024. */
    BYTES(1024, List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")),
    /** Nanoseconds, in powers of 1000. */
    NANOSECONDS(1000, List.of("ns", "µs", "ms", "s")) {
        /** Times are read to three digits: the unit need not divide them. */
        @Override
        int scaleOf(long lower, long upper) {
            long read = lower == 0 ? upper : lower;
            int scale = 0;
            while (scale < last() && Long.compareUnsigned(Long.divideUnsigned(read, step()), 1) >= 0) {
                read = Long.divideUnsigned(read, step());
                scale++;
            }
            return scale;
        }
    };

    private static final int DIGITS = 3;

    private final int step;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Unit(int step, List<String> names) {
        this.step = step;
        this.names = names;
    }

    int step() {
        return step;
    }

    int last() {
        return names.size() - 1;
    }

    /** Returns the largest unit of which both bounds are a multiple, as its place in the list. */
    int scaleOf(long lower, long upper) {
        int scale = 0;
        long rest = lower;
        long other = upper;
        while (scale < last()
                && (rest != 0 || other != 0)
                && Long.remainderUnsigned(rest, step) == 0
                && Long.remainderUnsigned(other, step) == 0) {
            rest = Long.divideUnsigned(rest, step);
            other = Long.divideUnsigned(other, step);
            scale++;
        }
        return scale;
    }

    /**
     * Returns the values of a bucket as people write them: {@code 7 B}, {@code 64–127 B}, {@code 1–2 KiB}, {@code ≥ 16 KiB}.
     *
     * @param lower the least value, unsigned
     * @param upper the least value that is too large, unsigned; null when none is
     */
    String range(long lower, @Nullable Long upper) {
        if (upper == null) {
            return "≥ " + named(lower, scaleOf(lower, lower));
        }
        if (upper - lower == 1) {
            return named(lower, 0);
        }
        int scale = scaleOf(lower, upper);
        return scale == 0
                ? Long.toUnsignedString(lower) + "–" + named(upper - 1, 0)
                : number(lower, scale) + "–" + named(upper, scale);
    }

    private String named(long value, int scale) {
        String name = names.get(scale);
        return number(value, scale) + (name.isEmpty() ? "" : " " + name);
    }

    private String number(long value, int scale) {
        BigDecimal number = new BigDecimal(Long.toUnsignedString(value))
                .divide(BigDecimal.valueOf(step).pow(scale));
        BigDecimal rounded =
                this == NANOSECONDS && scale > 0 ? number.round(new MathContext(DIGITS, RoundingMode.HALF_UP)) : number;
        String text = rounded.toPlainString();
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
