package dev.bpflab.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processors that we know: the numbers of system calls that the C library has no function for, and of their code. */
enum Arch {
    X86_64("amd64", "x86-64", 62, 321, 298, 319),
    AARCH64("aarch64", "aarch64", 183, 280, 241, 279);

    /** Since the numbers were unified (Linux 5.1), new calls have the same one everywhere. */
    static final long FSOPEN = 430;

    static final long FSCONFIG = 431;
    static final long FSMOUNT = 432;
    static final long PIDFD_OPEN = 434;

    private final String javaName;
    private final String listingName;
    private final short elfMachine;
    private final long bpf;
    private final long perfEventOpen;
    private final long memfdCreate;

    Arch(String javaName, String listingName, int elfMachine, long bpf, long perfEventOpen, long memfdCreate) {
        this.javaName = javaName;
        this.listingName = listingName;
        this.elfMachine = (short) elfMachine;
        this.bpf = bpf;
        this.perfEventOpen = perfEventOpen;
        this.memfdCreate = memfdCreate;
    }

    /** Returns what the listings of machine code for it are called, as an assembler calls it. */
    String listingName() {
        return listingName;
    }

    /** Returns the number in the header of an executable (elf(5)). */
    short elfMachine() {
        return elfMachine;
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
