package dev.bpflab.bpf;

/** What a descriptor of bpf(2) can stand for: each has ids, can be pinned and lives while something refers to it. */
public enum ObjectKind {
    MAP("map", "create it again", "create it in this one"),
    PROGRAM("program", "load it again", "load it in this one"),
    LINK("link", "attach it again", "attach it in this one");

    private final String word;
    private final String again;
    private final String here;

    ObjectKind(String word, String again, String here) {
        this.word = word;
        this.again = again;
        this.here = here;
    }

    /** Returns the kind in lower case, as people write it. */
    public String word() {
        return word;
    }

    BpfException closed(String operation) {
        return new BpfException(operation, Errno.EBADF, "the " + word + " is closed", again);
    }

    BpfException ofAnotherWorkspace(String operation) {
        return new BpfException(operation, Errno.EBADF, "the " + word + " belongs to another workspace", here);
    }
}
