package dev.bpflab.sim.machine;

import dev.bpflab.isa.Size;
import dev.bpflab.sim.memory.Region;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One simulated CPU that runs one program at a time, up to so many instructions at a stretch, so that several machines
 * can take turns. Not thread-safe; the memory below it is.
 */
public final class Machine {
    /** What became of a stretch. */
    public enum State {
        /** The program has not come to its end yet. */
        RUNNING,
        /** The program has left: R0 is its result. */
        EXITED,
        /** The program was stopped: {@link #fault()} says why. */
        FAULTED
    }

    private static final long LOW = 0xffff_ffffL;
    private static final long MIN = Long.MIN_VALUE;
    private static final int MAX_FRAMES = 8;
    /** R6 to R9, the frame pointer and where to return to. */
    private static final int SAVED = 6;

    private static final Size[] PACKET_SIZES = Size.values();

    private final MachineMemory memory;
    private final Helpers helpers;
    private final Environment environment;
    private final long[] saved = new long[MAX_FRAMES * SAVED];
    /** What each frame's helper is calling functions for, null in a frame that is not inside such a helper. */
    private final @Nullable Iteration[] iterations = new @Nullable Iteration[MAX_FRAMES];

    private MachineCode code = MachineCode.EMPTY;
    private long[] registers = code.registers();
    private int slot;
    private int frame;
    private long executed;
    private State state = State.EXITED;
    private @Nullable Fault fault;

    /** Creates a machine with a stack, but without context and packet, that uses these helpers. */
    public Machine(MachineMemory memory, Helpers helpers, Environment environment) {
        this.memory = memory;
        this.helpers = helpers;
        this.environment = environment;
    }

    /** Puts a program at its first instruction with these arguments in R1 and R2; the other registers are zero. */
    public void start(MachineCode program, long r1, long r2) {
        code = program;
        registers = program.registers();
        registers[1] = r1;
        registers[2] = r2;
        registers[10] = memory.enterFrame(0);
        slot = 0;
        frame = 0;
        Arrays.fill(iterations, null);
        executed = 0;
        fault = null;
        state = State.RUNNING;
    }

    /** Returns the value of a register, 0 to 10. */
    public long register(int number) {
        return registers[number];
    }

    /** Returns the slot of the next instruction. */
    public int slot() {
        return slot;
    }

    /** Returns the slot to which the function at this depth, 1 or more, returns. */
    public int returnSlot(int depth) {
        return (int) saved[depth * SAVED - 1];
    }

    /** Returns how many instructions were executed since the start. */
    public long executed() {
        return executed;
    }

    /** Returns why the program was stopped, or null when it was not. */
    public @Nullable Fault fault() {
        return fault;
    }

    /** Returns the memory that the program sees. */
    public MachineMemory memory() {
        return memory;
    }

    /** Returns the kernel around the program. */
    public Environment environment() {
        return environment;
    }

    /** Runs until the program ends or {@code steps} instructions have been executed. */
    public State run(long steps) {
        if (state != State.RUNNING) {
            return state;
        }
        try {
            return loop(steps);
        } catch (MemoryFault e) {
            // Thrown by helpers, which note the place before they are called.
            state = State.FAULTED;
            fault = new Fault(slot, e.what());
            return state;
        }
    }

    /** The hot path. Locals only; fields are written back when it ends and before a helper is called. */
    private State loop(long steps) {
        long[] words = code.words();
        long[] r = registers;
        int at = slot;
        long left = steps;
        while (left > 0) {
            long word = words[at++];
            left--;
            int dst = (int) word >>> 8 & 0xf;
            int src = (int) (word >>> 12) & 0xfffff;
            int number = (int) (word >> 32);
            switch ((int) word & 0xff) {
                case Op.ADD64 -> r[dst] += r[src];
                case Op.ADD32 -> r[dst] = ((int) r[dst] + (int) r[src]) & LOW;
                case Op.SUB64 -> r[dst] -= r[src];
                case Op.SUB32 -> r[dst] = ((int) r[dst] - (int) r[src]) & LOW;
                case Op.MUL64 -> r[dst] *= r[src];
                case Op.MUL32 -> r[dst] = (r[dst] * r[src]) & LOW;
                case Op.OR64 -> r[dst] |= r[src];
                case Op.OR32 -> r[dst] = ((int) r[dst] | (int) r[src]) & LOW;
                case Op.AND64 -> r[dst] &= r[src];
                case Op.AND32 -> r[dst] = ((int) r[dst] & (int) r[src]) & LOW;
                case Op.XOR64 -> r[dst] ^= r[src];
                case Op.XOR32 -> r[dst] = ((int) r[dst] ^ (int) r[src]) & LOW;
                case Op.LSH64 -> r[dst] = r[dst] << r[src];
                case Op.LSH32 -> r[dst] = ((int) r[dst] << (int) r[src]) & LOW;
                case Op.RSH64 -> r[dst] = r[dst] >>> r[src];
                case Op.RSH32 -> r[dst] = ((int) r[dst] >>> (int) r[src]) & LOW;
                case Op.ARSH64 -> r[dst] = r[dst] >> r[src];
                case Op.ARSH32 -> r[dst] = ((int) r[dst] >> (int) r[src]) & LOW;
                case Op.DIV64 -> r[dst] = r[src] == 0 ? 0 : Long.divideUnsigned(r[dst], r[src]);
                case Op.DIV32 ->
                    r[dst] = (int) r[src] == 0 ? 0 : Integer.divideUnsigned((int) r[dst], (int) r[src]) & LOW;
                case Op.SDIV64 -> r[dst] = r[src] == 0 ? 0 : r[dst] / r[src];
                case Op.SDIV32 -> r[dst] = (int) r[src] == 0 ? 0 : ((int) r[dst] / (int) r[src]) & LOW;
                case Op.MOD64 -> r[dst] = r[src] == 0 ? r[dst] : Long.remainderUnsigned(r[dst], r[src]);
                case Op.MOD32 ->
                    r[dst] = ((int) r[src] == 0 ? (int) r[dst] : Integer.remainderUnsigned((int) r[dst], (int) r[src]))
                            & LOW;
                case Op.SMOD64 -> r[dst] = r[src] == 0 ? r[dst] : r[dst] % r[src];
                case Op.SMOD32 -> r[dst] = ((int) r[src] == 0 ? (int) r[dst] : (int) r[dst] % (int) r[src]) & LOW;
                case Op.NEG64 -> r[dst] = -r[dst];
                case Op.NEG32 -> r[dst] = -(int) r[dst] & LOW;
                case Op.MOV64 -> r[dst] = r[src];
                case Op.MOV32 -> r[dst] = r[src] & LOW;
                case Op.LD_IMM64 -> {
                    r[dst] = r[src];
                    at++;
                }
                case Op.MOVSX8_64 -> r[dst] = (byte) r[src];
                case Op.MOVSX16_64 -> r[dst] = (short) r[src];
                case Op.MOVSX32_64 -> r[dst] = (int) r[src];
                case Op.MOVSX8_32 -> r[dst] = (byte) r[src] & LOW;
                case Op.MOVSX16_32 -> r[dst] = (short) r[src] & LOW;
                case Op.ZEXT16 -> r[dst] &= 0xffff;
                case Op.ZEXT32 -> r[dst] &= LOW;
                case Op.SWAP16 -> r[dst] = Short.reverseBytes((short) r[dst]) & 0xffff;
                case Op.SWAP32 -> r[dst] = Integer.reverseBytes((int) r[dst]) & LOW;
                case Op.SWAP64 -> r[dst] = Long.reverseBytes(r[dst]);
                case Op.NOP -> {}
                case Op.JEQ64 -> {
                    if (r[dst] == r[src]) {
                        at = number;
                    }
                }
                case Op.JEQ32 -> {
                    if ((int) r[dst] == (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JNE64 -> {
                    if (r[dst] != r[src]) {
                        at = number;
                    }
                }
                case Op.JNE32 -> {
                    if ((int) r[dst] != (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JSET64 -> {
                    if ((r[dst] & r[src]) != 0) {
                        at = number;
                    }
                }
                case Op.JSET32 -> {
                    if (((int) r[dst] & (int) r[src]) != 0) {
                        at = number;
                    }
                }
                case Op.JGT64 -> {
                    if (r[dst] + MIN > r[src] + MIN) {
                        at = number;
                    }
                }
                case Op.JGT32 -> {
                    if ((r[dst] & LOW) > (r[src] & LOW)) {
                        at = number;
                    }
                }
                case Op.JGE64 -> {
                    if (r[dst] + MIN >= r[src] + MIN) {
                        at = number;
                    }
                }
                case Op.JGE32 -> {
                    if ((r[dst] & LOW) >= (r[src] & LOW)) {
                        at = number;
                    }
                }
                case Op.JLT64 -> {
                    if (r[dst] + MIN < r[src] + MIN) {
                        at = number;
                    }
                }
                case Op.JLT32 -> {
                    if ((r[dst] & LOW) < (r[src] & LOW)) {
                        at = number;
                    }
                }
                case Op.JLE64 -> {
                    if (r[dst] + MIN <= r[src] + MIN) {
                        at = number;
                    }
                }
                case Op.JLE32 -> {
                    if ((r[dst] & LOW) <= (r[src] & LOW)) {
                        at = number;
                    }
                }
                case Op.JSGT64 -> {
                    if (r[dst] > r[src]) {
                        at = number;
                    }
                }
                case Op.JSGT32 -> {
                    if ((int) r[dst] > (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JSGE64 -> {
                    if (r[dst] >= r[src]) {
                        at = number;
                    }
                }
                case Op.JSGE32 -> {
                    if ((int) r[dst] >= (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JSLT64 -> {
                    if (r[dst] < r[src]) {
                        at = number;
                    }
                }
                case Op.JSLT32 -> {
                    if ((int) r[dst] < (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JSLE64 -> {
                    if (r[dst] <= r[src]) {
                        at = number;
                    }
                }
                case Op.JSLE32 -> {
                    if ((int) r[dst] <= (int) r[src]) {
                        at = number;
                    }
                }
                case Op.JA -> at = number;
                case Op.LOAD_B -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 1);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 1, address, src, number));
                    }
                    r[dst] = region.getByte((int) address) & 0xff;
                }
                case Op.LOAD_H -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 2);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 2, address, src, number));
                    }
                    r[dst] = region.getShort((int) address) & 0xffff;
                }
                case Op.LOAD_W -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 4);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 4, address, src, number));
                    }
                    r[dst] = region.getInt((int) address) & LOW;
                }
                case Op.LOAD_DW -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 8);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 8, address, src, number));
                    }
                    r[dst] = region.getLong((int) address);
                }
                case Op.LOAD_SB -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 1);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 1, address, src, number));
                    }
                    r[dst] = region.getByte((int) address);
                }
                case Op.LOAD_SH -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 2);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 2, address, src, number));
                    }
                    r[dst] = region.getShort((int) address);
                }
                case Op.LOAD_SW -> {
                    long address = r[src] + number;
                    Region region = memory.at(address, 4);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("read", 4, address, src, number));
                    }
                    r[dst] = region.getInt((int) address);
                }
                case Op.STORE_B -> {
                    long address = r[dst] + number;
                    Region region = memory.at(address, 1);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("write", 1, address, dst, number));
                    }
                    region.putByte((int) address, (byte) r[src]);
                }
                case Op.STORE_H -> {
                    long address = r[dst] + number;
                    Region region = memory.at(address, 2);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("write", 2, address, dst, number));
                    }
                    region.putShort((int) address, (short) r[src]);
                }
                case Op.STORE_W -> {
                    long address = r[dst] + number;
                    Region region = memory.at(address, 4);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("write", 4, address, dst, number));
                    }
                    region.putInt((int) address, (int) r[src]);
                }
                case Op.STORE_DW -> {
                    long address = r[dst] + number;
                    Region region = memory.at(address, 8);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("write", 8, address, dst, number));
                    }
                    region.putLong((int) address, r[src]);
                }
                case Op.CALL_HELPER, Op.CALL_REG -> {
                    int id = ((int) word & 0xff) == Op.CALL_REG ? (int) r[src] : number;
                    HelperFunction helper = helpers.of(id);
                    slot = at - 1;
                    if (helper == null) {
                        return fault(at - 1, steps - left, Helpers.refusal(id));
                    }
                    r[0] = helper.call(this, r[1], r[2], r[3], r[4], r[5]);
                    if (iterations[frame] != null) {
                        at = callAgain(at);
                    }
                }
                case Op.CALL_LOCAL -> {
                    if (frame + 1 == MAX_FRAMES) {
                        return fault(at - 1, steps - left, "functions are called more than " + MAX_FRAMES + " deep");
                    }
                    enter(at);
                    at = number;
                }
                case Op.EXIT -> {
                    if (frame == 0) {
                        return stop(State.EXITED, at - 1, steps - left);
                    }
                    at = leave();
                    Iteration iteration = iterations[frame];
                    if (iteration != null) {
                        slot = at - 1;
                        iteration.returned(r[0]);
                        at = callAgain(at);
                    }
                }
                case Op.ATOMIC -> {
                    long address = r[dst] + (short) number;
                    int size = (number >>> 16 & 1) == 0 ? 4 : 8;
                    Region region = memory.at(address, size);
                    if (region == null) {
                        return fault(at - 1, steps - left, cannot("update", size, address, dst, (short) number));
                    }
                    if ((address & (size - 1)) != 0) {
                        return fault(at - 1, steps - left, "an atomic operation needs an aligned address");
                    }
                    Atomics.apply(number >>> 17, size, region, (int) address, r, src);
                }
                case Op.LOAD_PACKET -> {
                    int offset = src == CodeWriter.NO_REGISTER ? number : number + (int) r[src];
                    slot = at - 1;
                    long value = memory.loadPacket(PACKET_SIZES[dst], offset);
                    if (value < 0) {
                        // A load past the packet's end ends the program (RFC 9669 §5.5).
                        r[0] = 0;
                        return stop(State.EXITED, at - 1, steps - left);
                    }
                    r[0] = value;
                }
                default -> {
                    return fault(at - 1, steps - left, code.fault(number));
                }
            }
        }
        return stop(State.RUNNING, at, steps);
    }

    /**
     * Lets a helper call a function of the program before it returns, as often as the iteration says; R0 will be the number
     * of calls.
     */
    long iterate(Iteration iteration) {
        if (frame + 1 == MAX_FRAMES) {
            throw new MemoryFault("functions are called more than " + MAX_FRAMES + " deep");
        }
        iterations[frame] = iteration;
        return 0;
    }

    /** Returns how many functions are being called, the program itself not counted. */
    public int depth() {
        return frame;
    }

    /** Calls the iteration's function once more, or ends the helper; returns the slot to go on at. */
    private int callAgain(int returnTo) {
        Iteration iteration = Objects.requireNonNull(iterations[frame]);
        if (iteration.next(registers)) {
            enter(returnTo);
            return code.function(iteration.function());
        }
        registers[0] = iteration.calls();
        iterations[frame] = null;
        return returnTo;
    }

    private void enter(int returnTo) {
        int base = frame * SAVED;
        System.arraycopy(registers, 6, saved, base, SAVED - 1);
        saved[base + SAVED - 1] = returnTo;
        frame++;
        registers[10] = memory.enterFrame(frame);
    }

    private int leave() {
        frame--;
        int base = frame * SAVED;
        System.arraycopy(saved, base, registers, 6, SAVED - 1);
        return (int) saved[base + SAVED - 1];
    }

    private State stop(State how, int where, long steps) {
        slot = where;
        executed += steps;
        state = how;
        return how;
    }

    private State fault(int where, long steps, String cause) {
        fault = new Fault(where, cause);
        return stop(State.FAULTED, where, steps);
    }

    private static String cannot(String verb, int size, long address, int register, int offset) {
        return "cannot " + verb + " " + size + (size == 1 ? " byte" : " bytes") + " at r" + register
                + (offset < 0 ? " - " + -offset : " + " + offset) + " = 0x" + Long.toHexString(address)
                + ": outside of the program's memory";
    }
}
