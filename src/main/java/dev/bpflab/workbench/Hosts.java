package dev.bpflab.workbench;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import dev.bpflab.kernel.PinLog;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens workspaces: the one place where the hosts are chosen.
 *
 * @param seeds what events come from
 * @param recordings what events follow; asked for when it is first needed
 */
public record Hosts(Seeds seeds, Supplier<Recordings> recordings) {
    /** A host that was chosen, whose workspace opens when it is first used; closing it closes what was opened. */
    public static final class Opened implements AutoCloseable {
        private final Supplier<Workspace> opening;
        private final String why;
        private @Nullable Workspace workspace;
        private boolean closed;

        private Opened(Supplier<Workspace> opening, String why) {
            this.opening = opening;
            this.why = why;
        }

        /** Returns the host with its stage. */
        public synchronized Workspace workspace() {
            Workspace open = workspace;
            if (open == null) {
                if (closed) {
                    throw new IllegalStateException("the host is closed");
                }
                open = opening.get();
                workspace = open;
            }
            return open;
        }

        /** Returns which host it is and why it was taken, for people. */
        public String why() {
            return why;
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (workspace != null) {
                workspace.close();
            }
        }
    }

    /**
     * Chooses a host.
     *
     * @param pins is asked for, and told of every pin, when it is the running kernel
     * @throws HostUnavailableException when the running kernel is wanted and cannot be used
     */
    public Opened open(Host wanted, Supplier<PinLog> pins) {
        if (wanted == Host.SIM) {
            return new Opened(() -> simulated(seeds.host()), "host sim: the simulated kernel, as asked");
        }
        KernelProbe probe = KernelHost.probe();
        if (probe.usable()) {
            return new Opened(() -> live(pins.get()), "host kernel: " + probe.reason());
        }
        if (wanted == Host.KERNEL) {
            throw new HostUnavailableException(probe);
        }
        return new Opened(() -> simulated(seeds.host()), "host sim: the simulated kernel, because " + probe.reason());
    }

    /** Returns a workspace on the running kernel, where {@link KernelHost#probe()} says that it can be used. */
    public Workspace live(PinLog pins) {
        Workspace live = Live.workspace(pins);
        live.follow(() -> recordings.get().traffic(), seeds.traffic());
        return live;
    }

    /** Returns a simulated kernel of its own, whose events come from the seed and follow the recordings. */
    public Workspace simulated(long seed) {
        return Sim.workspace(seed, recordings.get());
    }
}
