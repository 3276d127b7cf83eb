package dev.bpflab.sim;

import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.verifier.ContextReach;

/** A verified program of the simulated kernel; it keeps the maps that it names. */
final class ProgramObject extends SimObject {
    private final ProgramType type;
    private final MachineCode code;
    private final MapReferences maps;
    private final ContextReach context;
    private final String symbol;

    ProgramObject(
            SimKernel kernel,
            ProgramType type,
            MachineCode code,
            MapReferences maps,
            ContextReach context,
            String symbol) {
        super(ObjectKind.PROGRAM, kernel);
        this.symbol = symbol;
        this.type = type;
        this.code = code;
        this.maps = maps;
        this.context = context;
    }

    ProgramType type() {
        return type;
    }

    MachineCode code() {
        return code;
    }

    /** Returns the name that the program has in the table of symbols. */
    String symbol() {
        return symbol;
    }

    /** Returns how far the program reaches into its context. */
    ContextReach context() {
        return context;
    }

    @Override
    void free() {
        maps.close();
    }
}
