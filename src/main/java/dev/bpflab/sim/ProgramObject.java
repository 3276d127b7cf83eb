package dev.bpflab.sim;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.sim.machine.MachineCode;

/** A verified program of the simulated kernel; it keeps the maps that it names. */
final class ProgramObject extends SimObject {
    private final ProgramType type;
    private final MachineCode code;
    private final MapReferences maps;

    ProgramObject(int id, ProgramType type, MachineCode code, MapReferences maps) {
        super(id);
        this.type = type;
        this.code = code;
        this.maps = maps;
    }

    ProgramType type() {
        return type;
    }

    MachineCode code() {
        return code;
    }

    @Override
    void free() {
        maps.close();
    }
}
