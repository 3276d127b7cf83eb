package dev.bpflab.sim.verifier;

import java.util.List;

/** Ranges as the kernel writes them: what is not known is left out, equal ends share one value. */
final class RangeText {
    private record End(String name, long value, boolean known) {
        boolean isSigned() {
            return name.charAt(0) == 's';
        }

        boolean isNegative() {
            return isSigned() && value < 0;
        }
    }

    private RangeText() {}

    static void add(List<String> parts, Bounds num) {
        End[] ends = {
            new End("smin", num.smin, num.smin != Long.MIN_VALUE),
            new End("smax", num.smax, num.smax != Long.MAX_VALUE),
            new End("umin", num.umin, num.umin != 0),
            new End("umax", num.umax, num.umax != -1L),
            new End("smin32", half(num.smin32), num.smin32 != Integer.MIN_VALUE),
            new End("smax32", half(num.smax32), num.smax32 != Integer.MAX_VALUE),
            new End("umin32", Integer.toUnsignedLong(num.umin32), num.umin32 != 0),
            new End("umax32", Integer.toUnsignedLong(num.umax32), num.umax32 != -1)
        };
        boolean[] done = new boolean[ends.length];
        for (int i = 0; i < ends.length; i++) {
            if (done[i] || !ends[i].known) {
                continue;
            }
            StringBuilder part = new StringBuilder(ends[i].name).append('=');
            for (int j = i + 2; j < ends.length; j += 2) {
                boolean same = ends[j].known
                        && !done[j]
                        && ends[j].value == ends[i].value
                        && ends[j].isNegative() == ends[i].isNegative();
                if (same) {
                    done[j] = true;
                    part.append(ends[j].name).append('=');
                }
            }
            part.append(ends[i].isSigned() ? Numbers.signed(ends[i].value) : Numbers.unsigned(ends[i].value));
            parts.add(part.toString());
        }
    }

    /** Small signed halves are written as they are, large ones as 32 bits. */
    private static long half(int value) {
        return value >= Short.MIN_VALUE && value <= Short.MAX_VALUE ? value : Integer.toUnsignedLong(value);
    }
}
