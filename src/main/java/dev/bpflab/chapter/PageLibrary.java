package dev.bpflab.chapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages that the build put on the class path. A page is read when it is first asked for. */
public final class PageLibrary {
    /**
     * A page in the index.
     *
     * @param id what it is called at the prompt: {@code 2}, {@code lab/2.1}
     * @param title its title
     * @param files a lab's files, such as {@code start.jsh}; none for a chapter
     */
    public record Entry(
            String id,
            String title,
            List<String> files,
            String page,
            @Nullable String folder) {
        /** Tells whether it is a lab. */
        public boolean isLab() {
            return folder != null;
        }
    }

    private final ClassLoader loader;
    private final List<Entry> entries;

    private PageLibrary(ClassLoader loader, List<Entry> entries) {
        this.loader = loader;
        this.entries = List.copyOf(entries);
    }

    /** Returns the pages that came with this program. */
    public static PageLibrary bundled() {
        ClassLoader own = PageLibrary.class.getClassLoader();
        return of(own == null ? ClassLoader.getSystemClassLoader() : own);
    }

    /** Returns the pages that {@link PageCompiler} put where this loader finds them. */
    public static PageLibrary of(ClassLoader loader) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Json page : Json.parse(text(loader, "pages/index.json")).objects("pages")) {
                entries.add(new Entry(
                        page.string("id"),
                        page.string("title"),
                        page.strings("files"),
                        page.string("page"),
                        page.stringOrNull("folder")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("read pages: " + e.getMessage() + " (the build has not compiled them)", e);
        }
        return new PageLibrary(loader, entries);
    }

    /** Returns all pages, chapters and labs. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns the entry of a page id. */
    public Optional<Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /**
     * Returns a page by its id.
     *
     * @throws NoSuchElementException with the ids that come near it when there is no such page
     */
    public Page page(String id) {
        Entry entry = entry(id).orElseThrow(() -> nothing(id));
        try {
            return PageReader.read(text(loader, entry.page()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns what an id names: a page ({@code 2}, {@code lab/2.1}), a section of one by its number or id
     * ({@code 2/2.3}, {@code 2/atomics}), or a chapter's section by its number alone ({@code 2.3}).
     *
     * @throws NoSuchElementException with the ids that come near it when it names nothing
     */
    public Found find(String id) {
        if (entry(id).isPresent()) {
            return new Found(page(id), null);
        }
        int slash = id.lastIndexOf('/');
        boolean numberAlone = slash < 0 && id.indexOf('.') > 0;
        String pageId = id.substring(0, numberAlone ? id.indexOf('.') : Math.max(slash, 0));
        if (entry(pageId).isPresent()) {
            Page page = page(pageId);
            Optional<Block.Section> section = page.section(id.substring(slash + 1));
            if (section.isPresent()) {
                return new Found(page, section.get());
            }
        }
        throw nothing(id);
    }

    /** What an id names: a page, or with a section only that section of it. */
    public record Found(Page page, Block.@Nullable Section section) {}

    /** Returns the ids of all pages and their numbered sections, in reading order. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Entry entry : entries) {
            ids.add(entry.id());
            for (Block.Section section : page(entry.id()).sections()) {
                if (section.number() != null) {
                    ids.add(entry.id() + "/" + section.number());
                }
            }
        }
        return ids;
    }

    /** Returns the lines in which these words occur, whatever their case, in reading order. */
    public List<PageSearch.Hit> search(String words) {
        return PageSearch.search(entries.stream().map(entry -> page(entry.id())).toList(), words);
    }

    private NoSuchElementException nothing(String id) {
        List<String> near = PageSearch.near(id, ids());
        return new NoSuchElementException("read: no page '" + id + "' ("
                + (near.isEmpty() ? "there is " : "did you mean ")
                + String.join(
                        ", ", near.isEmpty() ? entries.stream().map(Entry::id).toList() : near)
                + (near.isEmpty() ? ")" : "?)"));
    }

    /**
     * Returns the text of a lab's file.
     *
     * @param labId such as {@code 2.1}
     * @param file such as {@code solution.jsh} or {@code events/exec.jsonl}
     * @throws NoSuchElementException when the lab has no such file
     */
    public String labFile(String labId, String file) {
        Entry entry = entry("lab/" + labId)
                .filter(lab -> lab.files().contains(file))
                .orElseThrow(() -> new NoSuchElementException("lab " + labId + " has no file '" + file + "'"));
        try {
            return text(loader, entry.folder() + "/" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ClassLoader loader, String resource) throws IOException {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
