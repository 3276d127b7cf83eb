package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** bpf_strtol and bpf_strtoul: read a number at the beginning of bytes and return how many of them it takes. */
final class NumberHelpers {
    private static final long BASE = 0x1f;
    private static final int MAX_DIGITS = 63;

    private NumberHelpers() {}

    static long signed(Machine machine, long from, long size, long flags, long to, long r5) {
        return parse(machine, from, (int) size, flags, to, true);
    }

    static long unsigned(Machine machine, long from, long size, long flags, long to, long r5) {
        return parse(machine, from, (int) size, flags, to, false);
    }

    private static long parse(Machine machine, long from, int size, long flags, long to, boolean signed) {
        String text = new String(machine.memory().read(from, size), StandardCharsets.ISO_8859_1);
        put(machine, to, 0);
        int base = (int) (flags & BASE);
        if ((flags & ~BASE) != 0 || (base != 0 && base != 8 && base != 10 && base != 16)) {
            return Errno.EINVAL.result();
        }
        int at = 0;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        at += negative ? 1 : 0;
        int end = Math.min(text.length(), at + MAX_DIGITS);
        boolean zero = at < end && text.charAt(at) == '0';
        boolean hex = zero
                && at + 2 < end
                && (text.charAt(at + 1) | 0x20) == 'x'
                && Character.digit(text.charAt(at + 2), 16) >= 0;
        if (base == 0) {
            base = hex ? 16 : zero ? 8 : 10;
        }
        at += base == 16 && zero && at + 1 < end && (text.charAt(at + 1) | 0x20) == 'x' ? 2 : 0;
        int digits = at;
        long value = 0;
        boolean overflow = false;
        for (; at < end && Character.digit(text.charAt(at), base) >= 0; at++) {
            overflow |=
                    Long.compareUnsigned(value, Long.divideUnsigned(-1L - Character.digit(text.charAt(at), base), base))
                            > 0;
            value = value * base + Character.digit(text.charAt(at), base);
        }
        if (at == digits && !overflow) {
            return Errno.EINVAL.result();
        }
        if (overflow) {
            return Errno.ERANGE.result();
        }
        if (signed) {
            long result = negative ? -value : value;
            if (negative ? result > 0 : result < 0) {
                return Errno.ERANGE.result();
            }
            put(machine, to, result);
        } else if (negative) {
            return Errno.EINVAL.result();
        } else {
            put(machine, to, value);
        }
        return at;
    }

    private static void put(Machine machine, long to, long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(value);
        machine.memory().write(to, bytes);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0;
    }
}
