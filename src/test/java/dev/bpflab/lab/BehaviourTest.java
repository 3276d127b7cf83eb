package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;

/** Programs are tried out on simulated kernels. */
class BehaviourTest extends BehaviourContract {
    @Override
    Workspace open(long seed) {
        return Simulated.workspace(seed);
    }
}
