package dev.bpflab.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that choose the host, for every command; they may stand anywhere on the line. */
final class HostOption {
    /** Where programs run. */
    enum Choice {
        auto,
        sim,
        kernel
    }

    @Option(
            names = "--host",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST",
            defaultValue = "${env:BPFLAB_HOST:-auto}",
            description = "auto, sim or kernel (default: BPFLAB_HOST, else auto: the kernel where it can be used)")
    Choice choice = Choice.auto;

    @Option(
            names = "--seed",
            scope = ScopeType.INHERIT,
            paramLabel = "N",
            defaultValue = "${env:BPFLAB_SEED:-1}",
            description = "what the simulated kernel's events come from (default: ${DEFAULT-VALUE})")
    long seed;
}
