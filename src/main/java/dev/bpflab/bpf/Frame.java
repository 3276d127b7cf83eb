package dev.bpflab.bpf;

import java.util.List;
import java.util.Optional;

/**
 * One function of a stack trace. Shown as {@code do_syscall_64+0x5b}, or as the bare address where no name is known.
 *
 * @param address where it goes on when what it called returns; for the innermost where it is
 * @param symbol the name of that place
 */
public record Frame(long address, Optional<Symbol> symbol) {
    /** As in the kernel, no code lies in the last page of all addresses: there they are errnos. */
    private static final long ERRNOS = -4095;

    /** What stands for the names of all functions of which none is known. */
    private static final String UNKNOWN = "[unknown]";

    /** Returns what stands for the frames of a stack of which there is only an errno in place of the id. */
    static List<Frame> lost(Errno errno) {
        return List.of(new Frame(errno.result(), Optional.empty()));
    }

    /** Returns whether it is a function of the kernel, whose addresses are in the upper half. */
    public boolean isKernel() {
        return address < ERRNOS;
    }

    /** Returns the function's name without where in it, {@code [unknown]} when there is none, {@code [lost: EEXIST]}. */
    public String name() {
        return isLost() ? toString() : symbol.map(Symbol::name).orElse(UNKNOWN);
    }

    /** Returns whether it stands for frames that the kernel could not keep, such as in a collision of ids. */
    public boolean isLost() {
        return address >= ERRNOS && address < 0;
    }

    @Override
    public String toString() {
        return isLost()
                ? "[lost: " + Errno.ofResult((int) address) + "]"
                : symbol.map(Symbol::toString).orElse("0x" + Long.toHexString(address));
    }
}
