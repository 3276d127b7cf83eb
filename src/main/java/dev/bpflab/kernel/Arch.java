package dev.bpflab.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processors that we know: their names, and their numbers in executables. */
enum Arch {
    X86_64("amd64", "x86-64", 62),
    AARCH64("aarch64", "aarch64", 183);

    private static final int AUDIT_64_BIT_LITTLE_ENDIAN = 0xc000_0000;

    private final String javaName;
    private final String listingName;
    private final short elfMachine;

    Arch(String javaName, String listingName, int elfMachine) {
        this.javaName = javaName;
        this.listingName = listingName;
        this.elfMachine = (short) elfMachine;
    }

    /** Returns what the listings of machine code for it are called, as an assembler calls it. */
    String listingName() {
        return listingName;
    }

    /** Returns the number in the header of an executable (elf(5)). */
    short elfMachine() {
        return elfMachine;
    }

    /** Returns the number that a filter of system calls sees (AUDIT_ARCH_*, linux/audit.h). */
    int audit() {
        return AUDIT_64_BIT_LITTLE_ENDIAN | elfMachine;
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
