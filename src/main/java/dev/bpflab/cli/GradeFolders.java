package dev.bpflab.cli;

import dev.bpflab.lab.Lab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Where results of grading lie. */
final class GradeFolders {
    private GradeFolders() {}

    /** Returns the folder of the results in a folder of reports. */
    static Path results(Path out) {
        return out.resolve("results");
    }

    /** Returns the name of a folder for the results of a class and a lab, the same each time. */
    static String of(Path submissions, Lab lab) {
        String named = submissions.toAbsolutePath().normalize() + "\n" + lab.id();
        return UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
