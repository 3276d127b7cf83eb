package dev.bpflab.kernel;

/** Is told of names in BPF file systems, which outlive the process: whoever keeps the log can tell what a killed one left. */
public interface PinLog {
    /** Keeps nothing. */
    PinLog NONE = new PinLog() {
        @Override
        public void pinned(String path) {}

        @Override
        public void unpinned(String path) {}
    };

    /** Something got a name. */
    void pinned(String path);

    /** A name was taken away. */
    void unpinned(String path);
}
