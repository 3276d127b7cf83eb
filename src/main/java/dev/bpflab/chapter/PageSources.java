package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chapters and labs of a folder as pages, and what is wrong with them. */
public final class PageSources {
    private final Map<String, Page> pages = new TreeMap<>();
    private final Map<String, Path> documents = new TreeMap<>();
    private final Map<String, Path> labs = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private PageSources() {}

    /**
     * Reads {@code chapters/*.adoc} and {@code labs/*}{@code /lab.adoc}; what has not changed is not converted again.
     *
     * @param root the project's folder
     * @param cache where converted pages are kept
     */
    public static PageSources read(Path root, PageCache cache) throws IOException {
        PageSources sources = new PageSources();
        for (Path chapter : list(root.resolve("chapters"), "*.adoc")) {
            sources.convert(chapter, cache);
        }
        for (Path lab : list(root.resolve("labs"), "*")) {
            Path document = lab.resolve("lab.adoc");
            if (Files.isRegularFile(document)) {
                sources.convert(document, cache);
                sources.labs.put(PageIds.of(document), lab);
            }
        }
        ReferenceCheck.check(sources.pages, sources.documents, sources.problems);
        return sources;
    }

    private void convert(Path document, PageCache cache) {
        try {
            Page page = cache.page(document);
            pages.put(page.id(), page);
            documents.put(page.id(), document);
        } catch (PageException e) {
            problems.addAll(e.problems());
        }
    }

    /** Returns the pages that could be made, by their ids. */
    public Map<String, Page> pages() {
        return pages;
    }

    /** Returns the documents of the pages that could be made, by their ids. */
    Map<String, Path> documents() {
        return documents;
    }

    /** Returns the folders of the labs, by the ids of their pages, also of those that are broken. */
    public Map<String, Path> labs() {
        return labs;
    }

    /** Returns what is wrong, with file and line: missing includes and tags, references that lead nowhere, warnings. */
    public List<String> problems() {
        return problems;
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        }
        found.sort(null);
        return found;
    }
}
