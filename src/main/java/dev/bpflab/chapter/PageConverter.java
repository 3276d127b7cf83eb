package dev.bpflab.chapter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.log.LogHandler;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Makes AsciiDoc documents into pages. Starts Asciidoctor, which takes seconds and some 300 MB, at the first conversion;
 * use {@link PageCache} to convert only what has changed.
 */
public final class PageConverter implements AutoCloseable {
    /** Asciidoctor's own log would show each problem a second time, on standard error. */
    private static final Logger SILENCED = Logger.getLogger("asciidoctor");

    private @Nullable Asciidoctor asciidoctor;

    /**
     * Converts a document with everything it includes.
     *
     * @throws PageException for a missing include or tag, an unresolved reference, a warning of Asciidoctor, or a
     *     construct that a page does not have
     */
    public Page convert(Path document) {
        Path file = document.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new PageException(List.of(document + ": no such document"));
        }
        List<String> problems = new ArrayList<>();
        LogHandler log = record -> note(file, record, problems);
        Asciidoctor converter = started();
        converter.registerLogHandler(log);
        try {
            Document tree = converter.loadFile(file.toFile(), options(file));
            Page page = new DocumentReader(file, tree, problems).read();
            if (!problems.isEmpty()) {
                throw new PageException(problems);
            }
            return page;
        } finally {
            converter.unregisterLogHandler(log);
        }
    }

    private Asciidoctor started() {
        Asciidoctor started = asciidoctor;
        if (started == null) {
            SILENCED.setUseParentHandlers(false);
            started = Asciidoctor.Factory.create();
            started.javaConverterRegistry().register(SpanConverter.class, SpanConverter.BACKEND);
            asciidoctor = started;
        }
        return started;
    }

    private static Options options(Path file) {
        Path folder = file.getParent();
        return Options.builder()
                .backend(SpanConverter.BACKEND)
                .safe(SafeMode.UNSAFE)
                .sourcemap(true)
                .baseDir((folder == null ? file : folder).toFile())
                .attributes(Attributes.builder()
                        .attribute("idprefix", "")
                        .attribute("idseparator", "-")
                        .attribute("experimental", "")
                        .build())
                .build();
    }

    private static void note(Path file, LogRecord entry, List<String> problems) {
        if (entry.getSeverity().ordinal() < Severity.WARN.ordinal()) {
            return;
        }
        var cursor = entry.getCursor();
        boolean inFile = cursor == null || cursor.getFile() == null;
        String at = (inFile ? file.toString() : cursor.getFile()) + ":";
        problems.add(at + (cursor == null ? "" : cursor.getLineNumber() + ":") + " " + entry.getMessage());
    }

    @Override
    public void close() {
        if (asciidoctor != null) {
            asciidoctor.shutdown();
            asciidoctor = null;
        }
    }
}
