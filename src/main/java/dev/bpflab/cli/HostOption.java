package dev.bpflab.cli;

import dev.bpflab.sim.Recordings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
            defaultValue = "${env:BPFLAB_SEED}",
            description = "what the simulated kernel's events come from (default: BPFLAB_SEED, else 1), and those with"
                    + " which a lab tries programs out (default: BPFLAB_SEED, else chosen anew)")
    private @Nullable Long seed;

    private @Nullable Recordings recordings;

    private final long chosen = 1L + new SecureRandom().nextInt(Integer.MAX_VALUE - 1);

    /** Lets the simulated kernels' events follow the recordings of a lab in a folder, where it has some. */
    void follow(Path lab) {
        recordings = LabRecordings.of(lab);
    }

    /** Returns what the simulated kernels' events follow: what came with bpflab, unless a lab has its own. */
    synchronized Recordings recordings() {
        if (recordings == null) {
            recordings = LabRecordings.bundled();
        }
        return recordings;
    }

    /** Returns the seed that was asked for. */
    OptionalLong givenSeed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** Returns the seed of the learner's own simulated kernel: always the same, unless asked for otherwise. */
    long hostSeed() {
        return seed == null ? 1 : seed;
    }

    /** Returns the seed of the traffic on the live kernel: another one each time, unless asked for otherwise. */
    long trafficSeed() {
        return seed == null ? chosen + 1 : seed;
    }

    /** Returns the seed of the trials of a program: one that nobody could know, unless asked for otherwise. */
    long trialSeed() {
        return seed == null ? chosen : seed;
    }
}
