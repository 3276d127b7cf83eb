package dev.bpflab.chapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The pages that the build put on the class path. A page is read when it is first asked for. */
public final class PageLibrary {
    /**
     * A page in the index.
     *
     * @param id what it is called at the prompt: {@code 2}, {@code lab/2.1}
     * @param title its title
     * @param files a lab's files, such as {@code start.jsh}; none for a chapter
     * @param sources its document and then what that includes, by their names below the project's folder
     */
    public record Entry(
            String id,
            String title,
            List<String> files,
            List<String> sources,
            String page,
            @Nullable String folder) {
        /** What a page is for. */
        public enum Kind {
            /** A chapter, to be read from its beginning. */
            CHAPTER,
            /** A lab. */
            LAB,
            /** A page to look something up in. */
            REFERENCE
        }

        /** Returns what it is for: a chapter has a number as its id. */
        public Kind kind() {
            if (isLab()) {
                return Kind.LAB;
            }
            return id.matches("\\d+") ? Kind.CHAPTER : Kind.REFERENCE;
        }

        /** Tells whether it is a lab. */
        public boolean isLab() {
            return folder != null;
        }
    }

    private final ClassLoader loader;
    private final List<Entry> entries;
    private final Map<String, Page> read = new ConcurrentHashMap<>();

    private PageLibrary(ClassLoader loader, List<Entry> entries) {
        this.loader = loader;
        this.entries = entries.stream().sorted(ReadingOrder.PAGES).toList();
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
                        page.strings("sources"),
                        page.string("page"),
                        page.stringOrNull("folder")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("read pages: " + e.getMessage() + " (the build has not compiled them)", e);
        }
        return new PageLibrary(loader, entries);
    }

    /** Returns all pages in the order in which they are read: chapters, labs, reference. */
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
        return read.computeIfAbsent(entry.page(), this::parsed);
    }

    private Page parsed(String resource) {
        try {
            return PageReader.read(text(loader, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns what an id names: a page ({@code 2}, {@code lab/2.1}), a section of one by its number or id
     * ({@code 2/2.3}, {@code 2/atomics}), or a section alone by its number ({@code 2.3}) or by an id that no other page
     * of its kind has ({@code atomics}).
     *
     * @throws NoSuchElementException with the ids that come near it when it names nothing, or several things
     */
    public Place find(String id) {
        if (entry(id).isPresent()) {
            return new Place(page(id), null);
        }
        int slash = id.lastIndexOf('/');
        if (slash >= 0 && entry(id.substring(0, slash)).isPresent()) {
            Page page = page(id.substring(0, slash));
            return page.section(id.substring(slash + 1))
                    .map(section -> new Place(page, section))
                    .orElseThrow(() -> nothing(id));
        }
        // The first step of every lab is numbered 1.
        boolean alone = slash < 0 && !id.matches("\\d+");
        List<Place> named = alone ? sections(id) : List.of();
        if (named.size() > 1) {
            throw new NoSuchElementException("'" + id + "' could be "
                    + String.join(", ", named.stream().map(Place::id).toList()));
        }
        return named.stream().findFirst().orElseThrow(() -> nothing(id));
    }

    /** A chapter's section hides a lab's of the same name, and both hide what is there to look something up. */
    private List<Place> sections(String numberOrId) {
        List<Place> found = new ArrayList<>();
        Entry.@Nullable Kind kind = null;
        for (Entry entry : entries) {
            if (found.isEmpty() || entry.kind() == kind) {
                Page page = page(entry.id());
                page.section(numberOrId).ifPresent(section -> found.add(new Place(page, section)));
                kind = entry.kind();
            }
        }
        return found;
    }

    /** Returns where one reads on after a place: the next section, or the next page of its kind; none after the last. */
    public Optional<Place> next(Place place) {
        return ReadingOrder.next(this, place);
    }

    /** Returns what comes before a place: the section before, the page that it begins, or the page before. */
    public Optional<Place> previous(Place place) {
        return ReadingOrder.previous(this, place);
    }

    /** Returns the ids of all pages and their sections, by number where they have one, in reading order. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Entry entry : entries) {
            ids.add(entry.id());
            for (Block.Section section : page(entry.id()).sections()) {
                ids.add(Place.id(page(entry.id()), section));
            }
        }
        return ids;
    }

    /** Returns the lines of the blocks that are shown in which these words occur, whatever their case, in reading order. */
    public List<PageSearch.Hit> search(String words, Predicate<Block> shown) {
        return PageSearch.search(entries.stream().map(entry -> page(entry.id())).toList(), words, shown);
    }

    private NoSuchElementException nothing(String id) {
        List<String> near = PageSearch.near(id, ids());
        return new NoSuchElementException("no page '" + id + "' ("
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
        return new String(labBytes(labId, file), StandardCharsets.UTF_8);
    }

    /** Returns the bytes of a file in a lab's folder, such as {@code events/packets.pcap}; fails as {@link #labFile} does. */
    public byte[] labBytes(String labId, String file) {
        Entry entry = entry("lab/" + labId)
                .filter(lab -> lab.files().contains(file))
                .orElseThrow(() -> new NoSuchElementException("lab " + labId + " has no file '" + file + "'"));
        try (InputStream in = loader.getResourceAsStream(entry.folder() + "/" + file)) {
            if (in == null) {
                throw new IOException("no resource " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one of an entry's sources: text, or a picture. */
    public byte[] source(String name) {
        try (InputStream in = loader.getResourceAsStream("documents/" + name)) {
            if (in == null) {
                throw new IOException("no resource documents/" + name);
            }
            return in.readAllBytes();
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
