package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * bpf_trace_printk: printf with the conversions that the kernel takes from programs ({@code bpf_bprintf_prepare}), up to
 * three values. Addresses that {@code %p} would hash are printed as they are, and so are those that would be symbols.
 */
final class TracePrintk {
    private static final int MAX_LINE = 1023;
    private static final int MAX_STRING = 512;
    private static final int MAX_WIDTH = (1 << 23) - 1;
    private static final int MAX_DIGITS = 7;
    private static final int POINTER_DIGITS = 16;
    private static final char DELETE = 0x7f;

    private final Machine machine;
    private final byte[] format;
    private final long[] values;
    private final StringBuilder line = new StringBuilder();
    /** How long the whole line would be, of which only the beginning is kept. */
    private long length;

    private int at;
    private int used;

    private TracePrintk(Machine machine, byte[] format, long... values) {
        this.machine = machine;
        this.format = format;
        this.values = values;
    }

    static long call(Machine machine, long format, long size, long r3, long r4, long r5) {
        TracePrintk printer = new TracePrintk(machine, machine.memory().read(format, (int) size), r3, r4, r5);
        String line = printer.print();
        if (line == null) {
            return Errno.EINVAL.result();
        }
        machine.environment().trace(line);
        return printer.length;
    }

    /** Returns the line, or null when the kernel refuses the format. */
    private @Nullable String print() {
        if (new String(format, StandardCharsets.ISO_8859_1).indexOf('\0') < 0) {
            return null;
        }
        for (; peek() != 0; at++) {
            char c = peek();
            if ((c < ' ' && !isSpace(c)) || c == DELETE) {
                return null;
            }
            if (c != '%') {
                append(String.valueOf(c));
            } else if (format[at + 1] == '%') {
                append("%");
                at++;
            } else if (used == values.length || !conversion()) {
                return null;
            }
        }
        return line.toString();
    }

    /** Prints one value, ending at the conversion's last character; returns whether the kernel takes the conversion. */
    private boolean conversion() {
        int start = ++at;
        while ("0+- ".indexOf(peek()) >= 0 && peek() != 0) {
            at++;
        }
        String flags = text(start);
        int digits = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        int width = at - digits > MAX_DIGITS ? MAX_WIDTH : text(digits).isEmpty() ? 0 : Integer.parseInt(text(digits));
        width = Math.min(width, MAX_WIDTH);
        char kind = peek();
        if (kind == 's' || kind == 'p') {
            return kind == 's' ? string(flags, width) : pointer(flags, width);
        }
        if (kind == 'c') {
            return pad(String.valueOf((char) (values[used++] & 0xff)), flags, width);
        }
        boolean wide = kind == 'l';
        if (wide) {
            at++;
            at += peek() == 'l' ? 1 : 0;
        }
        return number(flags, width, wide);
    }

    private boolean number(String flags, int width, boolean wide) {
        long value = wide ? values[used] : (int) values[used];
        long unsigned = wide ? value : value & 0xffff_ffffL;
        used++;
        return switch (peek()) {
            case 'd', 'i' -> {
                String sign = value < 0 ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
                String magnitude = Long.toUnsignedString(value < 0 ? -value : value);
                yield padNumber(sign, magnitude, flags, width);
            }
            case 'u' -> padNumber("", Long.toUnsignedString(unsigned), flags, width);
            case 'x' -> padNumber("", Long.toHexString(unsigned), flags, width);
            case 'X' -> padNumber("", Long.toHexString(unsigned).toUpperCase(java.util.Locale.ROOT), flags, width);
            default -> false;
        };
    }

    private boolean string(String flags, int width) {
        char after = (char) (format[at + 1] & 0xff);
        if (Character.isLetterOrDigit(after)) {
            return false;
        }
        return pad(cString(values[used++]), flags, width);
    }

    private boolean pointer(String flags, int width) {
        char kind = (char) (format[at + 1] & 0xff);
        boolean taken;
        if ((kind == 'k' || kind == 'u') && format[at + 2] == 's') {
            at += 2;
            taken = !Character.isLetterOrDigit((char) (format[at + 1] & 0xff)) && append(cString(values[used++]));
        } else if (kind == 'i' || kind == 'I') {
            int version = format[at + 2] - '0';
            at += 2;
            taken = (version == 4 || version == 6) && append(ipAddress(kind == 'I', version == 4 ? 4 : 16));
        } else if (kind == 'B') {
            at++;
            taken = append(symbol(values[used++]));
        } else if (kind == 's' || kind == 'S') {
            at++;
            taken = pad(symbol(values[used++]), flags, width);
        } else if (kind == 'x' || kind == 'K' || !Character.isLetterOrDigit(kind)) {
            at += Character.isLetterOrDigit(kind) ? 1 : 0;
            String digits = Long.toHexString(values[used++]);
            boolean bare = width == 0;
            taken = bare ? padNumber("", digits, "0", POINTER_DIGITS) : padNumber("", digits, flags, width);
        } else {
            return false;
        }
        // What follows a pointer's conversion at once belongs to it.
        while (taken && Character.isLetterOrDigit((char) (format[at + 1] & 0xff))) {
            at++;
        }
        return taken;
    }

    /** The simulated kernel has no symbols, and an address without one is printed like this. */
    private static String symbol(long address) {
        return "0x" + Long.toHexString(address);
    }

    private String ipAddress(boolean separated, int size) {
        long address = values[used++];
        byte[] bytes = new byte[size];
        if (machine.memory().at(address, size) != null) {
            bytes = machine.memory().read(address, size);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size; i++) {
            if (size == 4) {
                text.append(i == 0 ? "" : ".").append(String.format(separated ? "%d" : "%03d", bytes[i] & 0xff));
            } else {
                text.append(separated && i > 0 && i % 2 == 0 ? ":" : "").append(String.format("%02x", bytes[i]));
            }
        }
        return text.toString();
    }

    private boolean padNumber(String sign, String magnitude, String flags, int width) {
        int zeros = flags.contains("0") && !flags.contains("-") ? width - sign.length() - magnitude.length() : 0;
        return pad(sign + "0".repeat(Math.max(0, zeros)) + magnitude, flags, width);
    }

    private boolean pad(String text, String flags, int width) {
        String padding = " ".repeat(Math.max(0, width - text.length()));
        return append(flags.contains("-") ? text + padding : padding + text);
    }

    private boolean append(String text) {
        length += text.length();
        line.append(text, 0, Math.min(text.length(), MAX_LINE - line.length()));
        return true;
    }

    private String cString(long address) {
        StringBuilder string = new StringBuilder();
        for (int i = 0; i < MAX_STRING; i++) {
            var region = machine.memory().at(address + i, 1);
            if (region == null) {
                return "";
            }
            byte b = region.getByte((int) (address + i));
            if (b == 0) {
                break;
            }
            string.append((char) (b & 0xff));
        }
        return string.toString();
    }

    private char peek() {
        return (char) (format[at] & 0xff);
    }

    private String text(int from) {
        return new String(format, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r';
    }
}
