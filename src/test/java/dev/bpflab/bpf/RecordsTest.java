package dev.bpflab.bpf;

import dev.bpflab.sim.Sim;

class RecordsTest extends RecordsContract {
    @Override
    BpfHost open() {
        return Sim.host(1);
    }
}
