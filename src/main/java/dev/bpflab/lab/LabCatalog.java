package dev.bpflab.lab;

import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageCache;
import dev.bpflab.chapter.PageException;
import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** The labs: those that came with the program, and folders of others on disk. */
public final class LabCatalog {
    private static final String START = "start.jsh";

    private final PageLibrary library;
    private final List<Lab> others;

    /**
     * A lab in the list.
     *
     * @param id what it is called, such as {@code 2.1}
     * @param title its title, without the id
     */
    public record Entry(String id, String title) {}

    private LabCatalog(PageLibrary library, List<Lab> others) {
        this.library = library;
        this.others = List.copyOf(others);
    }

    /** Returns the labs that came with the program. */
    public static LabCatalog bundled() {
        return of(PageLibrary.bundled());
    }

    /** Returns the labs of a library of pages. */
    public static LabCatalog of(PageLibrary library) {
        return new LabCatalog(library, List.of());
    }

    /** Returns these labs and one more, such as one from a folder; of two with one id it is this one. */
    public LabCatalog with(Lab lab) {
        return new LabCatalog(library, List.of(lab));
    }

    /** Returns the list of labs, in order of their ids. */
    public List<Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        library.entries().stream()
                .filter(PageLibrary.Entry::isLab)
                .map(entry -> new Entry(labId(entry.id()), LabReader.bareTitle(entry.title())))
                .forEach(entry -> entries.put(entry.id(), entry));
        others.forEach(lab -> entries.put(lab.id(), new Entry(lab.id(), lab.title())));
        return List.copyOf(entries.values());
    }

    /**
     * Returns a lab by its id.
     *
     * @throws NoSuchElementException with the ids that there are when there is no such lab
     * @throws LabException when its document is broken
     */
    public Lab lab(String id) {
        Optional<Lab> other = others.stream().filter(lab -> lab.id().equals(id)).findFirst();
        return other.orElseGet(() -> source(id).lab());
    }

    /**
     * Returns what a lab of the library is read from.
     *
     * @throws NoSuchElementException with the ids that there are when there is no such lab
     */
    public LabSource source(String id) {
        PageLibrary.Entry entry = library.entry("lab/" + id)
                .filter(PageLibrary.Entry::isLab)
                .orElseThrow(() -> new NoSuchElementException("unknown lab '" + id + "' (there are "
                        + String.join(", ", entries().stream().map(Entry::id).toList()) + ")"));
        String start = entry.files().contains(START) ? library.labFile(id, START) : "";
        return new LabSource(library.page(entry.id()), entry.id(), start);
    }

    /**
     * Returns the lab in a folder, which has {@code lab.adoc}, {@code solution.jsh} and, if it wants, {@code start.jsh}. A
     * folder that has changed is converted, which takes seconds.
     *
     * @param cache where the converted page is kept
     * @throws NoSuchElementException when the folder has no {@code lab.adoc}
     * @throws LabException when its document is broken
     */
    public static Lab fromFolder(Path folder, PageCache cache) {
        return sourceOf(folder, cache).lab();
    }

    /** Returns what the lab in a folder is read from, as {@link #fromFolder} does. */
    public static LabSource sourceOf(Path folder, PageCache cache) {
        Path document = folder.resolve("lab.adoc");
        if (!Files.isRegularFile(document)) {
            throw new NoSuchElementException("no lab in " + folder + " (it has no lab.adoc)");
        }
        try {
            Page page = cache.page(document);
            Path start = folder.resolve(START);
            return new LabSource(page, document.toString(), Files.exists(start) ? Files.readString(start) : "");
        } catch (PageException e) {
            throw new LabException(e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String labId(String pageId) {
        return pageId.replaceFirst("^lab/", "");
    }
}
