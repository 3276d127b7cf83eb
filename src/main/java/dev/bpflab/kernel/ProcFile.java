package dev.bpflab.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the kernel's files at once. {@link Files#readAllBytes} asks a file that says to be empty for one byte first, and a
 * number under {@code /proc/sys} is given in one piece or not: of 516, only the 5 would be read.
 * It also asks where in the file it is, which those of securityfs do not tell.
 */
public final class ProcFile {
    private static final int ONE_PIECE = 1 << 16;

    private ProcFile() {}

    /** Returns all bytes of a file. */
    public static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] piece = new byte[ONE_PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                all.write(piece, 0, length);
            }
            return all.toByteArray();
        }
    }

    /** Returns a file's text without the spaces around it. */
    public static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8).strip();
    }
}
