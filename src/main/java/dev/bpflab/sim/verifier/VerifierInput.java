package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Insn;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A program to verify, and what the verifier must know around it.
 *
 * @param code the instructions, map descriptors filled in
 * @param type decides the context, the helpers and the return values
 * @param license such as {@code GPL}; some helpers want a GPL-compatible one
 * @param logLevel 0 no log, 1 the path to a rejection, 2 every instruction, plus 4 for statistics
 * @param mapByFd gives the attributes of the map behind a descriptor, or null when it is none
 * @param cpus how many CPUs there can be, which bounds what bpf_get_smp_processor_id gives
 */
public record VerifierInput(
        Decoded code,
        ProgramType type,
        String license,
        int logLevel,
        IntFunction<@Nullable MapAttr> mapByFd,
        int cpus) {
    /** A program of well-formed instructions. */
    public VerifierInput(
            List<Insn> insns,
            ProgramType type,
            String license,
            int logLevel,
            IntFunction<@Nullable MapAttr> mapByFd,
            int cpus) {
        this(Decoded.of(insns), type, license, logLevel, mapByFd, cpus);
    }
}
