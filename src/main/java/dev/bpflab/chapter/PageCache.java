package dev.bpflab.chapter;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Pages of documents that the build has not seen, converted once and kept in a folder under their content hash. */
public final class PageCache implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PageCache.class.getName());

    private final Path folder;
    private final PageConverter converter = new PageConverter();

    /** Keeps converted pages in this folder, which is made when it is first needed. */
    public PageCache(Path folder) {
        this.folder = folder;
    }

    /** Tells whether this document's page is at hand; if not, {@link #page} takes seconds. */
    public boolean has(Path document) {
        return Files.isRegularFile(file(document));
    }

    /**
     * Returns a document's page, converted if it or what it includes has changed.
     *
     * @throws PageException when it cannot be made into a page
     */
    public Page page(Path document) {
        Path file = file(document);
        Optional<Page> kept = kept(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Page page = converter.convert(document);
        keep(page, file);
        return page;
    }

    /** What cannot be read, because a write was cut short or it is of another version, is as good as not there. */
    private static Optional<Page> kept(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(PageReader.read(Files.readString(file))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A folder that cannot be written costs time at the next use, no more. */
    private void keep(Page page, Path file) {
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "page", ".new");
            Files.writeString(written, PageWriter.write(page));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the page of {0} is not kept: {1}", page.id(), e);
        }
    }

    private Path file(Path document) {
        return folder.resolve(SourceHash.of(document) + ".json");
    }

    @Override
    public void close() {
        converter.close();
    }
}
