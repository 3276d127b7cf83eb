package dev.bpflab.lab;

import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageConverter;
import dev.bpflab.chapter.PageException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lab is read from, as often as one is wanted: each remembers what it tried last, so that two that judge at the same
 * time had better not share one.
 */
public final class LabSource {
    private final Page page;
    private final String file;
    private final String start;
    private final @Nullable Page hidden;
    private final String hiddenFile;

    LabSource(Page page, String file, String start) {
        this(page, file, start, null, "");
    }

    private LabSource(Page page, String file, String start, @Nullable Page hidden, String hiddenFile) {
        this.page = page;
        this.file = file;
        this.start = start;
        this.hidden = hidden;
        this.hiddenFile = hiddenFile;
    }

    /**
     * Returns the lab, read anew.
     *
     * @throws LabException when its document or that of its hidden checks is broken
     */
    public Lab lab() {
        Lab lab = LabReader.read(page, file, start);
        return hidden == null ? lab : HiddenReader.read(lab, hidden, hiddenFile);
    }

    /**
     * Returns the same lab with the hidden checks of a document. It is converted each time, which takes seconds, and nothing
     * of it is kept on disk.
     *
     * @throws LabException when the document is broken
     */
    public LabSource withHidden(Path document) {
        try (PageConverter converter = new PageConverter()) {
            LabSource with = new LabSource(page, file, start, converter.convert(document), document.toString());
            with.lab();
            return with;
        } catch (PageException broken) {
            throw new LabException(broken.problems());
        }
    }

    /** Returns a hash of the lab's text and start, without its hidden checks. */
    public String fingerprint() {
        return Page.fingerprint(List.of(page), start);
    }

    /** Returns a hash of the hidden checks; empty when there are none. */
    public String hiddenFingerprint() {
        return hidden == null ? "" : Page.fingerprint(List.of(hidden), "");
    }
}
