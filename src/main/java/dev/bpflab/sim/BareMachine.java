package dev.bpflab.sim;

import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.sim.machine.Fault;
import dev.bpflab.sim.machine.Helpers;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Task;
import java.util.List;

/**
 * The bare instruction set (RFC 9669) without a verifier: bytes are decoded, and whatever a program may not do stops it
 * when it does it. R1 holds the address of the data, R2 its length in bytes; the stack has 512 bytes for each function.
 * Any bytes may be run: the outcome is a number or a {@link Fault}.
 */
public final class BareMachine {
    /** The instructions that a run may take unless another number is given: some seconds. */
    public static final long DEFAULT_BUDGET = 1_000_000_000L;

    /** What came of a run. */
    public sealed interface Outcome {}

    /** The program left with this value, all 64 bits of R0. */
    public record Returned(long r0) implements Outcome {}

    /** The program was stopped, or could not be started. */
    public record Stopped(Fault fault) implements Outcome {}

    private final SimHost host;
    private final List<Integer> maps;
    private final long budget;

    /**
     * Creates a machine for programs that may use maps of a host.
     *
     * @param host where the maps are
     * @param maps file descriptors; an {@code ld_imm64} with {@code src_reg} 1 or 2 and immediate i means the i-th
     * @param budget the instructions that a run may take
     */
    public BareMachine(SimHost host, List<Integer> maps, long budget) {
        this.host = host;
        this.maps = List.copyOf(maps);
        this.budget = budget;
    }

    /** Runs the instructions that these bytes hold, in native byte order, on this data. */
    public Outcome run(byte[] insns, byte[] data) {
        try {
            return run(InsnCodec.decode(insns), data);
        } catch (DecodeException e) {
            return new Stopped(new Fault(e.slot(), String.valueOf(e.getMessage())));
        }
    }

    /** Runs instructions on this data. */
    public Outcome run(List<Insn> insns, byte[] data) {
        if (insns.stream().mapToLong(Insn::slots).sum() > MachineCode.MAX_SLOTS) {
            return new Stopped(new Fault(0, "more than " + MachineCode.MAX_SLOTS + " instructions"));
        }
        try (MapReferences references = host.maps().references();
                MachineMemory memory = new MachineMemory(host.kernel().memory())) {
            MachineCode code = MachineCode.of(insns, load -> references.address(load, fdOf(load)));
            Machine machine = new Machine(memory, Helpers.ALL, host.kernel().environment(0, Task.IDLE));
            machine.start(code, memory.packet(data), data.length);
            return new Run(machine, budget).toEnd();
        }
    }

    private int fdOf(Insn.LdImm64 load) {
        return load.low() >= 0 && load.low() < maps.size() ? maps.get(load.low()) : -1;
    }
}
