package dev.bpflab.chapter.site;

import dev.bpflab.chapter.PageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogHandler;
import org.asciidoctor.log.Severity;
import org.jspecify.annotations.Nullable;

/** Converts documents to the HTML that stands between a page's header and footer. Starts Asciidoctor, which takes seconds, at the first. */
final class HtmlConverter implements AutoCloseable {
    private static final Logger SILENCED = Logger.getLogger("asciidoctor");

    private @Nullable Asciidoctor asciidoctor;

    private Asciidoctor started() {
        Asciidoctor started = asciidoctor;
        if (started == null) {
            SILENCED.setUseParentHandlers(false);
            started = Asciidoctor.Factory.create();
            started.syntaxHighlighterRegistry().register(Colours.class, Colours.NAME);
            started.javaExtensionRegistry().treeprocessor(new HtmlTree());
            asciidoctor = started;
        }
        return started;
    }

    /**
     * Returns a document's text as HTML, its sections from {@code h2} on.
     *
     * @throws PageException when Asciidoctor warns of something
     */
    String convert(Path document) {
        List<String> problems = new ArrayList<>();
        LogHandler log = entry -> {
            if (entry.getSeverity().ordinal() >= Severity.WARN.ordinal()) {
                problems.add(document + ": " + entry.getMessage());
            }
        };
        Asciidoctor converter = started();
        converter.registerLogHandler(log);
        try {
            String html = converter.convertFile(
                    document.toFile(),
                    Options.builder()
                            .backend("html5")
                            .safe(SafeMode.UNSAFE)
                            .standalone(false)
                            .toFile(false)
                            .baseDir(document.resolveSibling(".").normalize().toFile())
                            .attributes(Attributes.builder()
                                    .attribute("idprefix", "")
                                    .attribute("idseparator", "-")
                                    .attribute("experimental", "")
                                    .attribute("source-highlighter", Colours.NAME)
                                    .attribute("relfilesuffix", ".html")
                                    .attribute("showtitle!", "")
                                    .attribute("table-caption!", "")
                                    .attribute("example-caption!", "")
                                    .attribute("figure-caption!", "")
                                    .build())
                            .build());
            if (!problems.isEmpty()) {
                throw new PageException(problems);
            }
            return html;
        } finally {
            converter.unregisterLogHandler(log);
        }
    }

    @Override
    public void close() {
        if (asciidoctor != null) {
            asciidoctor.shutdown();
            asciidoctor = null;
        }
    }
}
