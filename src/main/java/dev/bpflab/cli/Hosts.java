package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;

/** Opens the workspace that a command asks for: the one place where the hosts are chosen. */
final class Hosts {
    /**
     * An open workspace.
     *
     * @param workspace the host with its stage
     * @param why which host it is and why it was taken, for people
     */
    record Opened(Workspace workspace, String why) {}

    private Hosts() {}

    /** Opens a workspace; a {@link CommandFailure} when the kernel is wanted and cannot be used. */
    static Opened open(HostOption option) {
        if (option.choice == HostOption.Choice.sim) {
            return new Opened(
                    simulated(option.hostSeed(), option.recordings()), "host sim: the simulated kernel, as asked");
        }
        KernelProbe probe = KernelHost.probe();
        if (probe.usable()) {
            return new Opened(
                    following(Live.workspace(RunFolder.ofProcess().open()), option), "host kernel: " + probe.reason());
        }
        if (option.choice == HostOption.Choice.kernel) {
            throw new CommandFailure("open the live kernel", probe.reason(), probe.remedy());
        }
        return new Opened(
                simulated(option.hostSeed(), option.recordings()),
                "host sim: the simulated kernel, because " + probe.reason());
    }

    /** Returns the live kernel, for what leaves nothing behind and so needs no record of it. */
    static Workspace live(HostOption option) {
        return following(Live.workspace(), option);
    }

    private static Workspace following(Workspace live, HostOption option) {
        live.follow(() -> option.recordings().traffic(), option.trafficSeed());
        return live;
    }

    /** Returns a simulated kernel of its own, whose events come from the seed and follow recordings. */
    static Workspace simulated(long seed, Recordings recordings) {
        return Sim.workspace(seed, recordings);
    }
}
