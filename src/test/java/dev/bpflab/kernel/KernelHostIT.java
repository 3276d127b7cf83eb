package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.BpfHostContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract on the running kernel. */
@Tag("jdk")
class KernelHostIT extends BpfHostContract {
    @Override
    protected BpfHost open() {
        LiveKernel.assume();
        return new KernelHost();
    }

    @Override
    public BpfHost another() {
        return new KernelHost();
    }

    @AfterAll
    static void unmount() {
        MountedBpfFs.unmount();
    }

    @Override
    public String bpfFs() {
        return MountedBpfFs.path();
    }
}
