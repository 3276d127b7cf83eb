package dev.bpflab.sim;

import dev.bpflab.bpf.Symbol;
import dev.bpflab.bpf.Symbols;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of the simulated machine. Each gets its address when it is first asked for, as far from the others as
 * none is long; the same calls give the same addresses.
 */
final class SimSymbols implements Symbols {
    /** Where the kernel's text begins on x86-64. */
    private static final long KERNEL_TEXT = 0xffff_ffff_8100_0000L;

    /** Where modules and BPF programs lie on x86-64. */
    private static final long PROGRAM_TEXT = 0xffff_ffff_c002_8000L;

    /** Where the kernel's functions lie that are made while it runs, others than programs. */
    private static final long TRAMPOLINES = 0xffff_ffff_c100_0000L;

    /** Where a program's text begins on x86-64 when nothing moves it. */
    private static final long USER_TEXT = 0x5555_5555_4000L;

    /** How far functions lie apart, in bytes. */
    static final int FUNCTION = 0x4000;

    /** An address of userspace at which no file is known. */
    static final long UNKNOWN = 0x7f00_0000_1000L;

    private final Table kernel = new Table(KERNEL_TEXT);
    private final Table programs = new Table(PROGRAM_TEXT);
    private final Table trampolines = new Table(TRAMPOLINES);
    private final Table user = new Table(USER_TEXT);

    private Runnable pending = () -> {};

    SimSymbols() {
        trampolines.address(new Symbol("ftrace_trampoline", 0, "__builtin__ftrace"), 0);
    }

    /** Returns the address so many bytes (less than {@link #FUNCTION}) behind the beginning of a function of the kernel. */
    long kernelAddress(String name, int offset) {
        return kernel.address(new Symbol(name, 0, ""), offset);
    }

    /** Returns the address of a place in the kernel that was recorded. */
    long recorded(RecordedFrame frame) {
        return kernel.address(new Symbol(frame.name(), 0, frame.module()), frame.offset());
    }

    /** Returns an address in the loaded BPF program that has this name. */
    long programAddress(String name) {
        return programs.address(new Symbol(name, 0, "bpf"), 1);
    }

    /** Returns the address so many bytes (less than {@link #FUNCTION}) behind the beginning of a function of a program or library. */
    long userAddress(String file, String name, int offset) {
        return user.address(new Symbol(name, 0, file), offset);
    }

    /** Has this run before anybody reads the kernel's table for the first time. */
    synchronized void before(Runnable action) {
        pending = action;
    }

    private synchronized void complete() {
        Runnable now = pending;
        pending = () -> {};
        now.run();
    }

    @Override
    public Lookup kernel() {
        complete();
        return address -> kernel.find(address).or(() -> programs.find(address)).or(() -> trampolines.find(address));
    }

    @Override
    public String kallsyms() {
        complete();
        StringBuilder text = new StringBuilder();
        // As on Linux: what is made while it runs comes last, in no order of addresses.
        kernel.list(text, 'T');
        trampolines.list(text, 't');
        programs.list(text, 't');
        return text.toString();
    }

    /** Finds the functions of any process: simulated programs all lie at addresses of their own. */
    @Override
    public Lookup process(int pid) {
        return user::find;
    }

    private static final class Table {
        private final Map<Symbol, Long> addresses = new HashMap<>();
        private final TreeMap<Long, Symbol> symbols = new TreeMap<>();
        private long next;

        Table(long start) {
            next = start;
        }

        synchronized long address(Symbol function, int offset) {
            if (offset < 0 || offset >= FUNCTION) {
                throw new IllegalArgumentException(offset + " bytes behind the beginning of " + function.name());
            }
            Long address = addresses.get(function);
            if (address == null) {
                address = next;
                next += FUNCTION;
                addresses.put(function, address);
                symbols.put(address, function);
            }
            return address + offset;
        }

        synchronized void list(StringBuilder text, char type) {
            symbols.forEach((address, function) ->
                    text.append(String.format("%016x %c %s%s%n", address, type, function.name(), inModule(function))));
        }

        private static String inModule(Symbol function) {
            return function.module().isEmpty() ? "" : "\t[" + function.module() + "]";
        }

        synchronized Optional<Symbol> find(long address) {
            // All addresses of a table have the same sign, so that their order is the unsigned one.
            Map.Entry<Long, Symbol> below = symbols.floorEntry(address);
            if (below == null || address - below.getKey() >= FUNCTION) {
                return Optional.empty();
            }
            Symbol function = below.getValue();
            return Optional.of(new Symbol(function.name(), address - below.getKey(), function.module()));
        }
    }
}
