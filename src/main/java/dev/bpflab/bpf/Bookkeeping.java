package dev.bpflab.bpf;

/**
 * Keeps a workspace's books for whoever calls its {@link BpfHost host} on bytes, as a session in another process does: what
 * these calls opened becomes the workspace's maps, programs and links. Closing one of them closes the descriptor.
 */
public final class Bookkeeping {
    private final Workspace workspace;

    /** Creates the books of a workspace. */
    public Bookkeeping(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Enters a map that is open at a descriptor; what reads its keys and values is the caller's choice. */
    public <K, V> BpfMap<K, V> map(MapSpec<K, V> spec, int fd) {
        return workspace.adopt(spec, fd);
    }

    /** Enters a program that is loaded at a descriptor. */
    public BpfProgram program(ProgramSpec spec, int fd, String verifierLog) {
        return workspace.adopt(spec, fd, new VerifierLog(verifierLog));
    }

    /** Enters a link that is open at a descriptor. */
    public Link link(BpfProgram program, Hook hook, int fd) {
        return workspace.adopt(program, hook, fd);
    }

    /** Notes that a link's program was detached while the link stays. */
    public void detached(Link link) {
        link.markDetached();
    }
}
