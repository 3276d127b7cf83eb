package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Symbols;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The names of the running machine. The kernel's are read once, and again when modules came or went or a program of ours was
 * loaded.
 */
final class KernelSymbols implements Symbols {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");
    private static final Path MODULES = Path.of("/proc/modules");

    private final EndedProcesses ended;
    private final ElfFiles files = new ElfFiles();
    private final RecentLookups recent = new RecentLookups();
    private @Nullable Kallsyms read;
    private String modules = "";

    KernelSymbols(EndedProcesses ended) {
        this.ended = ended;
    }

    @Override
    public Lookup kernel() {
        return shown()::find;
    }

    @Override
    public String kallsyms() {
        return shown().text();
    }

    /** Returns the kernel's symbols if it shows them. */
    private Kallsyms shown() {
        Kallsyms now = read();
        if (now.isHidden()) {
            throw new BpfException(
                    "name the kernel's addresses",
                    Errno.EPERM,
                    KALLSYMS + " shows them as 0",
                    "run as root, with kernel.kptr_restrict below 2: sysctl kernel.kptr_restrict=1");
        }
        if (now.size() == 0) {
            throw new BpfException(
                    "name the kernel's addresses",
                    Errno.ENOENT,
                    KALLSYMS + " cannot be read",
                    "mount /proc, on a kernel with CONFIG_KALLSYMS");
        }
        return now;
    }

    @Override
    public Lookup process(int pid) {
        Lookup remembered = ended.find(pid);
        return remembered != null
                ? remembered
                : recent.of(
                        pid, each -> ProcessSymbols.of(Path.of("/proc", Integer.toUnsignedString(each)), files)::find);
    }

    /** Says that the kernel may have new functions. */
    synchronized void forget() {
        read = null;
    }

    private synchronized Kallsyms read() {
        String modulesNow = text(MODULES);
        Kallsyms now = read;
        if (now == null || !modulesNow.equals(modules)) {
            now = Kallsyms.parse(bytes(KALLSYMS));
            modules = modulesNow;
            read = now;
        }
        return now;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
