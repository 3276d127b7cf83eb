package dev.bpflab.isa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Instructions with the line that a real verifier's log showed for each, recorded on Linux 6.18. */
public final class KernelLines {
    /** An instruction's bytes and its line, such as {@code (b7) r1 = 7}. */
    public record KernelLine(byte[] bytes, String line) {
        @Override
        public String toString() {
            return line;
        }
    }

    private KernelLines() {}

    public static List<KernelLine> recorded() {
        try (InputStream in = KernelLines.class.getResourceAsStream("verifier-log-6.18.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KernelLines::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static KernelLine parse(String line) {
        String[] halves = line.split(" \\| ", 2);
        String[] fields = halves[0].split(" ");
        int[] numbers =
                Arrays.stream(fields).skip(1).mapToInt(Integer::parseInt).toArray();
        byte[] first = Slots.slot(Integer.parseInt(fields[0], 16), numbers[0], numbers[1], numbers[2], numbers[3]);
        byte[] bytes = numbers.length == 4 ? first : Slots.join(first, Slots.slot(0, 0, 0, 0, numbers[4]));
        return new KernelLine(bytes, halves[1]);
    }
}
