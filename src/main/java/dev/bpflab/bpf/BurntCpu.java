package dev.bpflab.bpf;

import java.util.List;
import java.util.Optional;

/**
 * A process that burned CPU time to its end, and where its functions lay, so that the addresses of its samples have names.
 *
 * @param process the process
 * @param functions its functions, by rising address
 */
public record BurntCpu(StartedProcess process, List<Function> functions) {
    /**
     * A function of the process.
     *
     * @param name such as {@code hot}
     * @param address where it begins, unsigned
     * @param size its bytes
     */
    public record Function(String name, long address, int size) {
        boolean holds(long other) {
            return other - address >= 0 && other - address < size;
        }
    }

    public BurntCpu {
        functions = List.copyOf(functions);
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the name of the function in which an address of its user stack lies; empty when it lies in none. */
    public Optional<String> functionAt(long address) {
        return functions.stream()
                .filter(function -> function.holds(address))
                .map(Function::name)
                .findFirst();
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
