package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The kernel's own tool, as a witness that does not know us. */
public final class BpfTool {
    private static final List<String> PLACES = List.of("/usr/sbin/bpftool", "/sbin/bpftool", "/usr/bin/bpftool");

    private BpfTool() {}

    /** Skips the test where there is none. */
    public static void assume() {
        Assumptions.assumeTrue(!path().isEmpty(), "there is no bpftool here");
    }

    private static String path() {
        return PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElse("");
    }

    /** Runs it to its end and returns what it wrote. */
    public static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until neither maps and programs of this name nor links of this program are there. */
    static void awaitGone(String name, int programId) {
        long until = System.nanoTime() + 10_000_000_000L;
        String left = left(name, programId);
        while (!left.isEmpty() && System.nanoTime() < until) {
            left = left(name, programId);
        }
        assertThat(left).isEmpty();
    }

    private static String left(String name, int programId) {
        List<String> ours = Stream.of("map", "prog", "link")
                .flatMap(kind -> run(kind, "show").lines())
                .filter(line -> line.contains("name " + name + " ") || line.contains("prog " + programId + " "))
                .toList();
        return String.join("\n", ours);
    }
}
