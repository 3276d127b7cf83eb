package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code /proc/kallsyms}: lines of an address in hexadecimal digits, a type, a name, and a module in
 * brackets if it has one. The lines are not sorted: modules, programs and trampolines follow the kernel's own.
 */
final class Kallsyms {
    /** The farthest that an address is believed to lie behind the beginning of its function. */
    private static final long LONGEST = 1 << 18;

    /** A function's address, and where its line lies in the text. */
    private record Line(long address, int rank, int start) {}

    /** By address as an unsigned number; of several names for one, that which is shown comes last. */
    private static final Comparator<Line> ORDER = (a, b) -> {
        int order = Long.compareUnsigned(a.address, b.address);
        return order != 0 ? order : Integer.compare(a.rank, b.rank);
    };

    private final byte[] text;
    private final Line[] lines;
    private final boolean hidden;

    private Kallsyms(byte[] text, Line[] lines, boolean hidden) {
        this.text = text;
        this.lines = lines;
        this.hidden = hidden;
    }

    /** Reads the file's text. */
    static Kallsyms parse(byte[] text) {
        List<Line> lines = new ArrayList<>(text.length / 48);
        boolean hidden = text.length > 0;
        for (int start = 0; start < text.length; start = endOfLine(text, start) + 1) {
            int at = start;
            long address = 0;
            for (int digit; at < text.length && (digit = Character.digit(text[at], 16)) >= 0; at++) {
                address = address << 4 | digit;
            }
            hidden &= address == 0;
            int rank = at + 2 < text.length && text[at + 2] == ' ' ? rank(text[at + 1]) : 0;
            if (rank > 0 && address != 0) {
                lines.add(new Line(address, rank, start));
            }
        }
        Line[] sorted = lines.toArray(Line[]::new);
        // Mostly sorted already, which makes this fast.
        Arrays.sort(sorted, ORDER);
        return new Kallsyms(text, sorted, hidden);
    }

    /** Returns 0 for what is no function; of several names a global one is preferred to a local one, and that to a weak one. */
    private static int rank(byte type) {
        return switch (type) {
            case 'T' -> 3;
            case 't' -> 2;
            case 'W', 'w' -> 1;
            default -> 0;
        };
    }

    private static int endOfLine(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Returns whether every address is shown as 0. */
    boolean isHidden() {
        return hidden;
    }

    /** Returns the text that was read. */
    String text() {
        return new String(text, StandardCharsets.UTF_8);
    }

    int size() {
        return lines.length;
    }

    Optional<Symbol> find(long address) {
        Line line = atOrBelow(address);
        if (line == null || Long.compareUnsigned(address - line.address, LONGEST) >= 0) {
            return Optional.empty();
        }
        int end = endOfLine(text, line.start);
        String[] words = new String(text, line.start, end - line.start, StandardCharsets.UTF_8).split("[ \t]+", -1);
        String module = words.length > 3 ? words[3].replaceAll("[\\[\\]]", "") : "";
        return Optional.of(new Symbol(words[2], address - line.address, module));
    }

    private @Nullable Line atOrBelow(long address) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(lines[middle].address, address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : lines[low - 1];
    }
}
