package dev.bpflab.cli.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Whether the addresses of the kernel's functions are shown to us, without which Lab 2.3 shows numbers. */
final class SymbolFacts {
    private static final String TOPIC = Section.SYMBOLS.words();
    private static final String PREVENTS = "the names of kernel functions in lab 2.3, live";
    /** The first symbols may be at 0 by right; so many are not. */
    private static final int LOOKED_AT = 500;

    private SymbolFacts() {}

    static Finding finding(Machine machine) {
        try (BufferedReader lines =
                Files.newBufferedReader(machine.path("/proc/kallsyms"), StandardCharsets.ISO_8859_1)) {
            boolean shown = lines.lines().limit(LOOKED_AT).anyMatch(line -> line.matches("0*[1-9a-fA-F].* .*"));
            return shown
                    ? Finding.yes(Section.SYMBOLS, TOPIC, "/proc/kallsyms shows the addresses of kernel functions")
                    : Finding.no(
                            Section.SYMBOLS,
                            TOPIC,
                            "/proc/kallsyms shows every address as 0",
                            PREVENTS,
                            remedy(machine));
        } catch (IOException absent) {
            return Finding.no(
                    Section.SYMBOLS,
                    TOPIC,
                    "/proc/kallsyms cannot be read",
                    PREVENTS,
                    "use a kernel with CONFIG_KALLSYMS, and mount /proc");
        }
    }

    private static String remedy(Machine machine) {
        if (!machine.isRoot()) {
            return "run as root: sudo bpflab";
        }
        boolean fromRoot = machine.read("/proc/sys/kernel/kptr_restrict")
                .filter("2"::equals)
                .isPresent();
        return fromRoot ? "sudo sysctl kernel.kptr_restrict=1" : "start the container with --cap-add=SYSLOG";
    }
}
