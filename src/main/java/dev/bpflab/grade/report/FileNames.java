package dev.bpflab.grade.report;

import dev.bpflab.grade.Graded;
import java.util.Locale;

/** Names of files for submissions, whose own names may be anything. */
public final class FileNames {
    private static final int LONGEST = 60;

    private FileNames() {}

    /** Returns a name without its end: the submission's place in its class, from 0, and what can be kept of its name. */
    public static String of(int place, Graded graded) {
        String kept = graded.name().replaceFirst("\\.jsh$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        String number = String.format(Locale.ROOT, "%03d-", place + 1);
        return number + kept.substring(0, Math.min(LONGEST, kept.length()));
    }
}
