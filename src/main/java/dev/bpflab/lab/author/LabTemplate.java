package dev.bpflab.lab.author;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a new lab begins with: a small lab that is in order, with comments that say what each part is for. */
public enum LabTemplate {
    /** Counts which commands are executed, at a tracepoint. */
    EXEC,
    /** Counts packets by their size, at XDP. */
    PACKETS;

    private static final Pattern NAME = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){1,3})-([a-z0-9]+(?:-[a-z0-9]+)*)");
    private static final int LONGEST = 60;

    /**
     * Returns what is wrong with the name of a lab's folder; empty when it is one: the lab's id, {@code 9.1}, and words.
     */
    public static String problem(String name) {
        if (name.length() > LONGEST) {
            return "it has more than " + LONGEST + " characters";
        }
        return NAME.matcher(name).matches() ? "" : "it is no id with words in lower case behind it";
    }

    /** Returns the text of each file of a lab in a folder of this name, which must be one, by the file's name. */
    public Map<String, String> files(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a lab's folder");
        }
        String words = parts.group(2).replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        String kind = name().toLowerCase(Locale.ROOT) + "/";
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : new String[] {"lab.adoc", "solution.jsh", "start.jsh", "README.md"}) {
            String text = resource(file.equals("README.md") ? file : kind + file);
            files.put(
                    file,
                    text.replace("@ID@", parts.group(1))
                            .replace("@TITLE@", title)
                            .replace("@FOLDER@", "labs/" + name));
        }
        return files;
    }

    private static String resource(String name) {
        try (InputStream text = Objects.requireNonNull(LabTemplate.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
