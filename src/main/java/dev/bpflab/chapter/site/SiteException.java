package dev.bpflab.chapter.site;

/** A site that cannot be written, and what to do about it. */
public final class SiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    SiteException(String cause, String remedy) {
        super(cause);
        this.remedy = remedy;
    }

    /** Returns what to do about it. */
    public String remedy() {
        return remedy;
    }
}
