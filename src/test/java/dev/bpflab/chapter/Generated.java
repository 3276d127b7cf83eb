package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.util.diff.DiffUtils;

/** Text in the documents that comes from elsewhere: held to it by a test, and with {@code -Drewrite} written anew. */
public final class Generated {
    private Generated() {}

    /** Tells whether what differs is to be written anew. */
    static boolean rewrites() {
        return System.getProperty("rewrite") != null;
    }

    /** Asserts that a file holds this text, or makes it so. */
    public static void holds(Path file, String text) throws IOException {
        if (rewrites()) {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        }
        String shown = Files.readString(file);
        assertThat(shown.equals(text))
                .as(
                        "%s differs from what it is made from (- there, + made; see CONTRIBUTING)%n%s",
                        file, difference(shown, text))
                .isTrue();
    }

    /** Returns the lines that differ with three around them. */
    static String difference(String shown, String made) {
        List<String> before = shown.lines().toList();
        List<String> after = made.lines().toList();
        return String.join(
                "\n", DiffUtils.generateUnifiedDiff("there", "made", before, DiffUtils.diff(before, after), 3));
    }
}
