package dev.bpflab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Something that was handed in.
 *
 * @param name what reports call it: its name below the folder, escaped
 * @param student whose it is: the folder below the folder that it lies in, or else its own name
 * @param file where its text is
 * @param problem why it cannot be run; empty when it can
 */
record HandedIn(String name, String student, Path file, String problem) {
    /** More than anyone types. */
    static final int MOST_BYTES = 256 << 10;

    /** Why a submission's text cannot be had, for its student. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** Returns the text. */
    String script() throws Unreadable {
        if (!problem.isEmpty()) {
            throw new Unreadable(problem);
        }
        byte[] content = content();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new Unreadable("the file is not UTF-8 text; hand in a .jsh file, as /save writes one");
        }
    }

    private byte[] content() throws Unreadable {
        // Opening a pipe or a device would wait for whoever is at its other end.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Unreadable("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new Unreadable("the file is larger than 256 KiB");
            }
            return content;
        } catch (IOException failed) {
            throw new Unreadable("the file cannot be read (" + failed.getClass().getSimpleName() + ")");
        }
    }
}
