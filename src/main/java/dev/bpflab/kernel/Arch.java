package dev.bpflab.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processors whose system call numbers we know. */
enum Arch {
    X86_64("amd64", 321, 298, 319),
    AARCH64("aarch64", 280, 241, 279);

    /** Since the numbers were unified (Linux 5.1), new calls have the same one everywhere. */
    static final long FSOPEN = 430;

    static final long FSCONFIG = 431;
    static final long FSMOUNT = 432;
    static final long PIDFD_OPEN = 434;

    private final String javaName;
    private final long bpf;
    private final long perfEventOpen;
    private final long memfdCreate;

    Arch(String javaName, long bpf, long perfEventOpen, long memfdCreate) {
        this.javaName = javaName;
        this.bpf = bpf;
        this.perfEventOpen = perfEventOpen;
        this.memfdCreate = memfdCreate;
    }

    long bpf() {
        return bpf;
    }

    long perfEventOpen() {
        return perfEventOpen;
    }

    long memfdCreate() {
        return memfdCreate;
    }

    /** Returns the architecture that Java calls by this name ({@code os.arch}). */
    static Optional<Arch> named(String javaName) {
        return Arrays.stream(values())
                .filter(arch -> arch.javaName.equals(javaName))
                .findFirst();
    }

    static Arch current() {
        String name = System.getProperty("os.arch", "");
        return named(name).orElseThrow(() -> new UnsupportedOperationException(unsupported(name)));
    }

    static String unsupported(String javaName) {
        return "the system call numbers of " + javaName + " are not known, only those of "
                + Arrays.stream(values()).map(arch -> arch.javaName).collect(Collectors.joining(" and "));
    }
}
