package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that a test asks as a witness, where they are on the PATH. */
final class Tools {
    /**
     * How a program ended.
     *
     * @param output what it wrote, also to standard error
     */
    record Ended(int status, String output) {}

    private Tools() {}

    /** Skips the test where one is missing. */
    static void assume(String... names) {
        for (String name : names) {
            Assumptions.assumeTrue(isThere(name), "there is no " + name + " on the PATH");
        }
    }

    private static boolean isThere(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    static Ended run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one that must end well. */
    static String output(String... command) {
        Ended ended = run(command);
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }
}
