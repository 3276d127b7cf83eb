package dev.bpflab.chapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Pages of documents that the build has not seen, converted once and kept in a folder under their content hash. */
public final class PageCache implements AutoCloseable {
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
        try {
            if (Files.isRegularFile(file)) {
                return PageReader.read(Files.readString(file));
            }
            Page page = converter.convert(document);
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "page", ".new");
            Files.writeString(written, PageWriter.write(page));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
