package dev.bpflab.cli;

import dev.bpflab.chapter.PageCache;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.PageSources;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The labs that an author means: those below {@code labs} in the working folder where there are some, else those that came
 * with bpflab; or the one that is named, by its id or folder.
 *
 * @param labs those that can be read
 * @param problems what is wrong with documents, a line each with file and line
 */
record AuthoredLabs(List<Source> labs, List<String> problems) {
    private static final String SOLUTION = "solution.jsh";

    /**
     * A lab with its solution file.
     *
     * @param folder where it lies, which may have recordings of its own; empty for one that came with bpflab
     * @param solution the text of {@code solution.jsh}; empty when there is none
     */
    record Source(Lab lab, Optional<Path> folder, String solution) {}

    /** Finds labs; a {@link CommandFailure} when there is no such lab. */
    static AuthoredLabs find(@Nullable String name, Path workingFolder, App app) {
        List<String> problems = new ArrayList<>();
        List<Source> labs = new ArrayList<>();
        try (PageCache cache = new PageCache(app.folders().cache().resolve("pages"))) {
            if (name != null && isFolder(name, workingFolder)) {
                return at(workingFolder.resolve(name), cache);
            }
            PageSources sources = PageSources.read(workingFolder, cache);
            if (!sources.labs().isEmpty() && (name == null || sources.labs().containsKey("lab/" + name))) {
                problems.addAll(sources.problems());
                sources.labs().forEach((id, folder) -> {
                    if (sources.pages().containsKey(id) && (name == null || id.equals("lab/" + name))) {
                        read(folder, cache, labs, problems);
                    }
                });
                return new AuthoredLabs(labs, problems);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bundled(name, app);
    }

    /** Finds the lab in a folder; a {@link CommandFailure} when there is none. */
    static AuthoredLabs at(Path folder, PageCache cache) {
        List<String> problems = new ArrayList<>();
        List<Source> labs = new ArrayList<>();
        read(folder, cache, labs, problems);
        return new AuthoredLabs(labs, problems);
    }

    private static boolean isFolder(String name, Path workingFolder) {
        return name.contains("/")
                || Files.isRegularFile(workingFolder.resolve(name).resolve("lab.adoc"));
    }

    private static void read(Path folder, PageCache cache, List<Source> labs, List<String> problems) {
        Path solution = folder.resolve(SOLUTION);
        try {
            labs.add(new Source(
                    LabCatalog.fromFolder(folder, cache),
                    Optional.of(folder),
                    Files.isRegularFile(solution) ? Files.readString(solution) : ""));
        } catch (LabException broken) {
            problems.addAll(broken.problems());
        } catch (NoSuchElementException missing) {
            throw new CommandFailure(
                    "check lab", String.valueOf(missing.getMessage()), "give the folder of a lab.adoc");
        } catch (IOException unreadable) {
            problems.add(solution + ": " + unreadable);
        }
    }

    private static AuthoredLabs bundled(@Nullable String name, App app) {
        PageLibrary pages = PageLibrary.bundled();
        List<String> ids = name != null
                ? List.of(name)
                : LabCatalog.of(pages).entries().stream()
                        .map(LabCatalog.Entry::id)
                        .toList();
        return new AuthoredLabs(
                ids.stream()
                        .map(id -> new Source(Labs.find(id, app), Optional.empty(), solution(pages, id)))
                        .toList(),
                List.of());
    }

    private static String solution(PageLibrary pages, String id) {
        boolean there = pages.entry("lab/" + id)
                .filter(entry -> entry.files().contains(SOLUTION))
                .isPresent();
        return there ? pages.labFile(id, SOLUTION) : "";
    }
}
