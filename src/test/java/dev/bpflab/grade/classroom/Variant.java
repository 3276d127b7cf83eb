package dev.bpflab.grade.classroom;

import dev.bpflab.lab.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One way to do a lab, right or wrong, and what it deserves. A file says in its first line {@code passes}, or {@code fails} and
 * the steps that it does not pass, and perhaps {@code ends} and how the run ends; what follows replaces regions of the
 * solution, or comes between the solution's second step and its third.
 *
 * @param name the file's name
 * @param regions the text of each step's region that is another one than the solution's
 * @param failed the ids of the steps that it does not pass
 * @param ending how its run ends
 * @param between what is typed after the second step; empty for none
 */
public record Variant(
        String name, Map<String, String> regions, Set<String> failed, Ending.Kind ending, String between) {
    private static final Path FOLDER = Path.of("src/test/resources/dev/bpflab/grade/classroom");
    private static final Pattern REGION =
            Pattern.compile("// tag::([\\w-]+)\\[]\\n(.*?)// end::\\1\\[]", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("// (?:passes|fails((?: [\\w-]+)+?))(?: ends (\\w+))?");

    /** Returns the ways to do a lab, sorted by name. */
    public static List<Variant> of(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().map(Variant::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Variant read(Path file) {
        try {
            String text = Files.readString(file);
            Matcher label = LABEL.matcher(text.lines().findFirst().orElse(""));
            if (!label.matches()) {
                throw new IllegalStateException(file + ": the first line is no label");
            }
            Map<String, String> regions = regions(text);
            return new Variant(
                    String.valueOf(file.getFileName()).replace(".jsh", ""),
                    regions,
                    label.group(1) == null
                            ? Set.of()
                            : new TreeSet<>(List.of(label.group(1).strip().split(" "))),
                    label.group(2) == null ? Ending.Kind.COMPLETE : Ending.Kind.valueOf(label.group(2)),
                    regions.isEmpty() ? text.substring(text.indexOf('\n') + 1) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the tagged regions of a text. */
    static Map<String, String> regions(String text) {
        Map<String, String> regions = new LinkedHashMap<>();
        Matcher region = REGION.matcher(text);
        while (region.find()) {
            regions.put(region.group(1), region.group(2));
        }
        return regions;
    }
}
