package dev.bpflab.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the kernel's files at once. {@link Files#readAllBytes} asks a file that says to be empty for one byte first, and a
 * number under {@code /proc/sys} is given in one piece or not: of 516, only the 5 would be read.
 */
public final class ProcFile {
    private static final int ONE_PIECE = 1 << 16;

    private ProcFile() {}

    /** Returns all bytes of a file. */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[ONE_PIECE];
            int length = in.readNBytes(piece, 0, ONE_PIECE);
            byte[] rest = in.readAllBytes();
            byte[] all = new byte[length + rest.length];
            System.arraycopy(piece, 0, all, 0, length);
            System.arraycopy(rest, 0, all, length, rest.length);
            return all;
        }
    }

    /** Returns a file's text without the spaces around it. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8).strip();
    }
}
