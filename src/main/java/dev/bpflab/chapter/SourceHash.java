package dev.bpflab.chapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content hash of a document, all that it includes, what it refers to, and the code that converts it. */
final class SourceHash {
    private static final Pattern INCLUDE = Pattern.compile("^include::([^\\[]+)\\[", Pattern.MULTILINE);
    private static final List<Class<?>> CONVERTER = List.of(
            PageConverter.class,
            DocumentReader.class,
            TableReader.class,
            VerbatimReader.class,
            SpanConverter.class,
            SpanReader.class,
            CrossReferences.class,
            PageIds.class,
            PageWriter.class,
            PageReader.class,
            Block.class,
            Text.class);

    private SourceHash() {}

    static String of(Path document) {
        try {
            ContentHash hash = new ContentHash();
            for (Class<?> part : CONVERTER) {
                try (InputStream code = part.getResourceAsStream(part.getSimpleName() + ".class")) {
                    hash.add(code == null ? new byte[0] : code.readAllBytes());
                }
            }
            for (Path file : files(document)) {
                hash.add(file.toString());
                // A file that is missing now may be there next time.
                hash.add(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
            }
            return hash.digits();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a document and what it includes, whether it is there or not. */
    static Set<Path> files(Path document) throws IOException {
        Set<Path> files = new TreeSet<>();
        collect(document.toAbsolutePath().normalize(), files);
        return files;
    }

    private static void collect(Path file, Set<Path> files) throws IOException {
        if (!files.add(file) || !Files.isRegularFile(file)) {
            return;
        }
        Matcher includes = INCLUDE.matcher(Files.readString(file));
        while (includes.find()) {
            collect(file.resolveSibling(includes.group(1)).normalize(), files);
        }
    }
}
