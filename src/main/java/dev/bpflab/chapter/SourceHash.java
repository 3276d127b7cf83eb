package dev.bpflab.chapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> part : CONVERTER) {
                try (InputStream code = part.getResourceAsStream(part.getSimpleName() + ".class")) {
                    digest.update(code == null ? new byte[0] : code.readAllBytes());
                }
            }
            for (Path file : files(document)) {
                digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
                // A file that is missing now may be there next time.
                digest.update(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
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
