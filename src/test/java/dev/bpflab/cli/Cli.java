package dev.bpflab.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs a command line in this process, as a user without a terminal would. */
final class Cli {
    /** What came of it. */
    record Ended(int status, String out, String err) {}

    private final Path home;

    /** Creates a user whose folders are below this one. */
    Cli(Path home) {
        this.home = home;
    }

    Ended run(String... args) {
        return runWithInput(new byte[0], args);
    }

    Ended runWithInput(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("HOME", home.toString());
        Streams streams = new Streams(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false);
        int status = new App(
                        streams,
                        UserFolders.of(environment, Path.of("/dev/null")),
                        new HostOption(),
                        new ScreenOption())
                .run(args);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
