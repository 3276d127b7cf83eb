package dev.bpflab.sim;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.BpfHostContract;
import org.junit.jupiter.api.Tag;

@Tag("jdk")
class SimHostTest extends BpfHostContract {
    @Override
    protected BpfHost open() {
        return Sim.host(1);
    }

    @Override
    public BpfHost another() {
        return new SimHost(((SimHost) host()).kernel());
    }

    @Override
    public String bpfFs() {
        return "/sys/fs/bpf";
    }
}
