package dev.bpflab.sim.machine;

import dev.bpflab.isa.Insn;
import java.util.List;

/**
 * A program made ready for the machine: one 64-bit word for each slot, immediates in registers of their own behind the
 * eleven, jumps to slots. One more word behind the last stops what runs off the end. Immutable; shared by machines.
 */
public final class MachineCode {
    /** The registers that an instruction can write, rounded up to what fits into its four bits. */
    static final int REGISTERS = 16;

    /** The kernel's limit, which also keeps the numbers of constants within 20 bits. */
    public static final int MAX_SLOTS = 1_000_000;

    /** The upper half of a function's address, below every region of memory; the lower half is its first slot. */
    private static final long FUNCTIONS = 0xfe00_0000L << 32;

    /** A program of no instructions. */
    static final MachineCode EMPTY = of(List.of(), MapAddresses.NONE);

    private final long[] words;
    private final long[] constants;
    private final List<String> faults;

    private MachineCode(long[] words, long[] constants, List<String> faults) {
        this.words = words;
        this.constants = constants;
        this.faults = List.copyOf(faults);
    }

    /** Makes at most a million slots of instructions ready. What cannot be run becomes a fault at its place. */
    public static MachineCode of(List<Insn> insns, MapAddresses maps) {
        int slots = insns.stream().mapToInt(Insn::slots).sum();
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException("the program has " + slots + " slots, more than " + MAX_SLOTS);
        }
        CodeWriter writer = new CodeWriter(slots, maps);
        for (Insn insn : insns) {
            insn.accept(writer);
        }
        return writer.finish();
    }

    static MachineCode of(long[] words, long[] constants, List<String> faults) {
        return new MachineCode(words, constants, faults);
    }

    /** Returns the length in slots. */
    public int slots() {
        return words.length - 1;
    }

    long[] words() {
        return words;
    }

    /** Returns the address by which a program names its function that begins at a slot. */
    static long addressOf(int slot) {
        return FUNCTIONS | slot;
    }

    /** Returns the first slot of the function with this address. */
    int function(long address) {
        long first = address - FUNCTIONS;
        if (first < 0 || first >= slots()) {
            throw new MemoryFault("there is no function at 0x" + Long.toHexString(address));
        }
        return (int) first;
    }

    String fault(int index) {
        return faults.get(index);
    }

    /** Returns zeroed registers with the program's constants behind them. */
    long[] registers() {
        long[] registers = new long[REGISTERS + constants.length];
        System.arraycopy(constants, 0, registers, REGISTERS, constants.length);
        return registers;
    }
}
