package dev.bpflab.chapter;

import dev.bpflab.chapter.Text.Span;
import dev.bpflab.chapter.Text.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Turns the references of one document into page ids: {@code #hash} into {@code 2/hash}, a path into that page's id. */
final class CrossReferences {
    private final Path file;
    private final Set<String> ids;
    private final Map<String, String> titles;

    CrossReferences(Path file, Set<String> ids, Map<String, String> titles) {
        this.file = file;
        this.ids = ids;
        this.titles = titles;
    }

    /** Returns what to show for a reference that has no text of its own: the section's title or the page's id. */
    String textOf(String target, String written) {
        if (!written.isEmpty()) {
            return written;
        }
        return target.startsWith("#") ? titles.getOrDefault(target.substring(1), target) : idOf(target);
    }

    Text resolve(Text text, Consumer<String> problem) {
        return new Text(
                text.spans().stream().map(span -> resolve(span, problem)).toList());
    }

    private Span resolve(Span span, Consumer<String> problem) {
        if (!span.is(Style.XREF)) {
            return span;
        }
        String target = span.target();
        if (target.startsWith("#")) {
            if (!ids.contains(target.substring(1))) {
                problem.accept("unresolved reference '" + target.substring(1) + "'");
            }
            return new Span(span.text(), span.styles(), PageIds.of(file) + "/" + target.substring(1));
        }
        if (!Files.isRegularFile(documentOf(target))) {
            problem.accept("unresolved reference, no document " + documentOf(target));
        }
        return new Span(span.text(), span.styles(), idOf(target));
    }

    private String idOf(String target) {
        int hash = target.indexOf('#');
        return PageIds.of(documentOf(target)) + (hash < 0 ? "" : "/" + target.substring(hash + 1));
    }

    private Path documentOf(String target) {
        String path = target.contains("#") ? target.substring(0, target.indexOf('#')) : target;
        return file.toAbsolutePath()
                .resolveSibling(path.endsWith(".adoc") ? path : path + ".adoc")
                .normalize();
    }

    /** Returns each page that a page's text refers to as its target, {@code 2/hash} or {@code lab/2.1}. */
    static List<String> targets(Text text) {
        return text.spans().stream()
                .filter(s -> s.is(Style.XREF))
                .map(Span::target)
                .toList();
    }
}
