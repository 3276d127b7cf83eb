package dev.bpflab.bpf;

/** A loaded program: verified, referring to its maps, ready to be attached. Closed, it runs on until its links are. */
public final class BpfProgram extends BpfObject {
    private final ProgramSpec spec;
    private final int id;
    private final VerifierLog log;

    BpfProgram(Workspace workspace, ProgramSpec spec, int fd, VerifierLog log) {
        super(workspace, ObjectKind.PROGRAM, fd);
        this.spec = spec;
        this.id = workspace.host().programId(fd);
        this.log = log;
    }

    /** Returns the blueprint that the program was loaded from. */
    public ProgramSpec spec() {
        return spec;
    }

    /** Returns the number that tools such as bpftool show. */
    public int id() {
        return id;
    }

    /** Returns what the verifier wrote. */
    public VerifierLog log() {
        return log;
    }

    @Override
    public String toString() {
        return "program " + id + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'") + ": "
                + spec.type().kernelName() + ", " + spec.program().slots() + " instructions"
                + closedMark();
    }
}
