package dev.bpflab.bpf;

import java.util.Optional;

/** Gives the addresses of stack traces their names. Any thread may ask. */
public interface Symbols {
    /** Finds the names of addresses, as things were when it was made. */
    @FunctionalInterface
    interface Lookup {
        /** Returns the function that an address lies in, its first byte included; empty when none is known. */
        Optional<Symbol> find(long address);
    }

    /**
     * Returns the names of the kernel and of its modules.
     *
     * @throws BpfException EPERM when the kernel shows its addresses to nobody, ENOENT when it has no table of symbols
     */
    Lookup kernel();

    /**
     * Returns the kernel's table of symbols, the text of {@code /proc/kallsyms}: lines of an address in 16 hexadecimal
     * digits, a type (T and t are functions), a name, and for a module's the module in brackets. They are not sorted.
     *
     * @throws BpfException as {@link #kernel} does
     */
    String kallsyms();

    /** Returns the names of what a process has mapped now; for a process that has ended none. */
    Lookup process(int pid);
}
