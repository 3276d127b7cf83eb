package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.PinLog;
import dev.bpflab.sim.Recordings;
import dev.bpflab.workbench.BundledRecordings;
import dev.bpflab.workbench.Host;
import dev.bpflab.workbench.HostUnavailableException;
import dev.bpflab.workbench.Hosts;
import dev.bpflab.workbench.Seeds;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that choose the host, for every command; they may stand anywhere on the line. */
final class HostOption {
    /** Where programs run. */
    enum Choice {
        auto(Host.AUTO),
        sim(Host.SIM),
        kernel(Host.KERNEL);

        final Host host;

        Choice(Host host) {
            this.host = host;
        }
    }

    static final String NAME = "--host";
    static final String VARIABLE = "BPFLAB_HOST";
    static final String SEED_VARIABLE = "BPFLAB_SEED";

    @Option(
            names = NAME,
            scope = ScopeType.INHERIT,
            paramLabel = "HOST",
            defaultValue = "${env:" + VARIABLE + ":-auto}",
            description = "auto, sim or kernel (default: BPFLAB_HOST, else auto: the kernel where it can be used)")
    Choice choice = Choice.auto;

    @Option(
            names = "--seed",
            scope = ScopeType.INHERIT,
            paramLabel = "N",
            defaultValue = "${env:" + SEED_VARIABLE + "}",
            description = "what the simulated kernel's events come from (default: BPFLAB_SEED, else 1), and those with"
                    + " which a lab tries programs out (default: BPFLAB_SEED, else chosen anew)")
    private @Nullable Long seed;

    private @Nullable Recordings recordings;

    private @Nullable Seeds seeds;

    /** Lets events follow the recordings of a lab in a folder, where it has some; null for those that came with bpflab. */
    void follow(@Nullable Path lab) {
        recordings = lab == null ? BundledRecordings.read() : LabRecordings.of(lab);
    }

    /** Returns what the simulated kernels' events follow: what came with bpflab, unless a lab has its own. */
    synchronized Recordings recordings() {
        if (recordings == null) {
            recordings = BundledRecordings.read();
        }
        return recordings;
    }

    /** Returns the seed that was asked for. */
    OptionalLong givenSeed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** Returns what events come from; the same each time. */
    synchronized Seeds seeds() {
        if (seeds == null) {
            seeds = Seeds.of(givenSeed());
        }
        return seeds;
    }

    /** Returns what opens the hosts. */
    Hosts hosts() {
        return new Hosts(seeds(), this::recordings);
    }

    /** Opens the workspace that is asked for; a {@link CommandFailure} when it is the kernel and that cannot be used. */
    Hosts.Opened open() {
        try {
            return hosts().open(choice.host, () -> RunFolder.ofProcess().open());
        } catch (HostUnavailableException unusable) {
            throw new CommandFailure(unusable);
        }
    }

    /** Returns the live kernel, for what leaves nothing behind and so needs no record of it. */
    Workspace live() {
        return hosts().live(PinLog.NONE);
    }
}
