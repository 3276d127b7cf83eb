package dev.bpflab.bpf;

import java.util.Optional;

/**
 * One function of a stack trace. Shown as {@code do_syscall_64+0x5b}, or as the bare address where no name is known.
 *
 * @param address where it goes on when what it called returns; for the innermost where it is
 * @param symbol the name of that place
 */
public record Frame(long address, Optional<Symbol> symbol) {
    @Override
    public String toString() {
        return symbol.map(Symbol::toString).orElse("0x" + Long.toHexString(address));
    }
}
