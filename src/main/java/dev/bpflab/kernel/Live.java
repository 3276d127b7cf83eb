package dev.bpflab.kernel;

import dev.bpflab.bpf.Workspace;

/** The way to the running kernel. */
public final class Live {
    private Live() {}

    /**
     * Opens a workspace on the running kernel with a live stage, whose interfaces are those to which programs are attached.
     *
     * @throws UnsupportedOperationException or a {@link LinkageError} where {@link KernelHost#probe()} says no
     */
    public static Workspace workspace() {
        return workspace(PinLog.NONE);
    }

    /** Does the same, and tells of every pin that is made and taken away. */
    public static Workspace workspace(PinLog pins) {
        LiveStage stage = new LiveStage();
        return new Workspace(new KernelHost(stage, pins), stage);
    }
}
