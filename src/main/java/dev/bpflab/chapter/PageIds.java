package dev.bpflab.chapter;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a document is called at the prompt, from where it lies. */
public final class PageIds {
    private static final Pattern CHAPTER = Pattern.compile("0*(\\d+)-.*");

    private PageIds() {}

    /** Returns {@code 2} for {@code chapters/02-bpf-maps.adoc}, {@code lab/2.1} for {@code labs/2.1-process-counter/lab.adoc}. */
    public static String of(Path document) {
        Path name = document.toAbsolutePath().getFileName();
        String file = name == null ? "" : name.toString().replaceFirst("\\.adoc$", "");
        Path folder = document.toAbsolutePath().normalize().getParent();
        if (file.equals("lab") && folder != null && folder.getFileName() != null) {
            return "lab/" + labId(folder);
        }
        Matcher chapter = CHAPTER.matcher(file);
        return chapter.matches() ? chapter.group(1) : file;
    }

    /** Returns {@code 2.1} for the folder {@code labs/2.1-process-counter}. */
    public static String labId(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Matcher numbered = Pattern.compile("(\\d+(?:\\.\\d+)*)-.*").matcher(name);
        return numbered.matches() ? numbered.group(1) : name;
    }
}
