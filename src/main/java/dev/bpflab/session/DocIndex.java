package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the sources of the vocabulary say of it: made in the build, because the sources are not there at run time. */
final class DocIndex {
    /** The resource in which it is kept. */
    static final String FILE = "vocabulary.txt";

    private static final String HEAD = "@ ";

    private final Map<String, List<Entry>> entries = new HashMap<>();

    /**
     * What is said of one declaration.
     *
     * @param type the simple name of the class it stands in, or that it is
     * @param member its name; empty for a class itself
     * @param signature how it is declared
     * @param text its documentation, as {@link JavadocText} gives it
     */
    record Entry(String type, String member, String signature, String text) {}

    /** Returns the index of the vocabulary; one without entries where it was not built. */
    static DocIndex bundled() {
        InputStream file = DocIndex.class.getResourceAsStream(FILE);
        try (Reader reader = file == null ? new StringReader("") : new InputStreamReader(file, UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an index as text: for each entry a line that names it, one with its signature, and its text, indented. */
    static String write(List<Entry> entries) {
        StringBuilder out = new StringBuilder();
        for (Entry entry : entries) {
            out.append(HEAD)
                    .append(entry.type())
                    .append(' ')
                    .append(entry.member())
                    .append('\n');
            out.append(entry.signature()).append('\n');
            entry.text().lines().forEach(line -> out.append(' ').append(line).append('\n'));
        }
        return out.toString();
    }

    static DocIndex read(Reader text) throws IOException {
        DocIndex index = new DocIndex();
        BufferedReader lines = new BufferedReader(text);
        String line = lines.readLine();
        while (line != null) {
            String[] name = line.substring(HEAD.length()).split(" ", -1);
            String signature = lines.readLine();
            StringBuilder doc = new StringBuilder();
            line = lines.readLine();
            while (line != null && !line.startsWith(HEAD)) {
                doc.append(line.substring(1)).append('\n');
                line = lines.readLine();
            }
            Entry entry = new Entry(name[0], name[1], signature, doc.toString().stripTrailing());
            index.entries
                    .computeIfAbsent(name[0] + " " + name[1], key -> new ArrayList<>())
                    .add(entry);
        }
        return index;
    }

    /** Returns what is said of a member of a class, or of the class itself if the member is empty; an entry per overload. */
    List<Entry> of(String type, String member) {
        return entries.getOrDefault(type + " " + member, List.of());
    }
}
