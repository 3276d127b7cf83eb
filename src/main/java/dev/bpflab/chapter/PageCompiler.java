package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The build's step that puts chapters and labs on the class path: {@code pages/<name>.json}, {@code labs/<id>/<file>},
 * {@code pages/index.json}, and the documents themselves with what they include, for whoever makes
 * HTML of them. What has not changed is not converted again.
 */
public final class PageCompiler {
    private final Path root;
    private final Path classes;

    PageCompiler(Path root, Path classes) {
        this.root = root;
        this.classes = classes;
    }

    /**
     * Compiles the project's pages.
     *
     * @param args the project's folder, the folder of its compiled classes, a folder for what has been converted
     * @throws PageException when a document is broken
     */
    public static void main(String... args) throws IOException {
        new PageCompiler(Path.of(args[0]), Path.of(args[1])).compile(Path.of(args[2]));
    }

    void compile(Path cached) throws IOException {
        PageSources sources;
        try (PageCache cache = new PageCache(cached)) {
            sources = PageSources.read(root, cache);
        }
        if (!sources.problems().isEmpty()) {
            throw new PageException(sources.problems());
        }
        write(sources);
    }

    private void write(PageSources sources) throws IOException {
        Folders.delete(classes.resolve("pages"));
        Folders.delete(classes.resolve("labs"));
        Folders.delete(classes.resolve("documents"));
        Files.createDirectories(classes.resolve("pages"));
        List<Object> index = new ArrayList<>();
        for (Page page : sources.pages().values()) {
            String resource = "pages/" + page.id().replace('/', '-') + ".json";
            Files.writeString(classes.resolve(resource), PageWriter.write(page));
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", page.id());
            entry.put("title", page.title());
            entry.put("page", resource);
            entry.put(
                    "sources",
                    copied(page, Objects.requireNonNull(sources.documents().get(page.id()))));
            index.add(entry);
            Path folder = sources.labs().get(page.id());
            if (folder != null) {
                String copied = "labs/" + PageIds.labId(folder);
                entry.put("folder", copied);
                entry.put("files", copy(folder, classes.resolve(copied)));
            }
        }
        Files.writeString(classes.resolve("pages/index.json"), PageWriter.json(Map.of("pages", index)));
    }

    /** Copies a page's document and what belongs to it; returns the names below the project's folder, the document's first. */
    private List<String> copied(Page page, Path source) throws IOException {
        Path document = source.toAbsolutePath().normalize();
        Set<Path> files = new LinkedHashSet<>(List.of(document));
        files.addAll(SourceHash.files(document));
        for (Block block : page.allBlocks()) {
            if (block instanceof Block.Image image) {
                files.add(document.resolveSibling(image.target()).normalize());
            }
        }
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            String name = root.toAbsolutePath()
                    .normalize()
                    .relativize(file)
                    .toString()
                    .replace('\\', '/');
            if (name.startsWith("..") || !Files.isRegularFile(file)) {
                throw new PageException(List.of(document + ": " + file
                        + (name.startsWith("..") ? " lies outside the project" : " is not there")));
            }
            Path target = classes.resolve("documents").resolve(name);
            Files.createDirectories(target.resolve("..").normalize());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            names.add(name);
        }
        return names;
    }

    /** Copies a lab's files but its text; returns their names, with {@code /} in them on every system. */
    private static List<String> copy(Path from, Path to) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = from.relativize(file).toString().replace('\\', '/');
                if (!name.equals("lab.adoc")) {
                    Path target = to.resolve(name);
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                    names.add(name);
                }
            }
        }
        return names;
    }
}
