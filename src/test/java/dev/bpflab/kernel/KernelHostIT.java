package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.BpfHostContract;

/** The contract on the running kernel. */
class KernelHostIT extends BpfHostContract {
    @Override
    protected BpfHost open() {
        LiveKernel.assume();
        return new KernelHost();
    }
}
