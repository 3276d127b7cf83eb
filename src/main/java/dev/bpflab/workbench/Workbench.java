package dev.bpflab.workbench;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.PinLog;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabException;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.ProgressStore;
import dev.bpflab.lab.Trials;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import dev.bpflab.sim.Recordings;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The session of the prompt, from Java: snippets are evaluated in this process, so that their maps, programs and links are
 * live objects here too. Workbenches side by side share nothing but the kernel, where it is the running one; only snippets
 * that use threads which they did not start, such as those of parallel streams, may meet another's vocabulary.
 *
 * <p>Methods may be called from any thread. Evaluations, and checks of a lab, wait for one another; {@link #interrupt()}
 * and {@link #close()} wait for none. After closing, the others throw {@link IllegalStateException}.
 *
 * <p>What a snippet does wrong is an {@link Outcome}, never an exception of these methods. Nothing is read from or written
 * to the user's folders: a lab begins at its first step and is forgotten with the workbench.
 */
public final class Workbench implements AutoCloseable {
    private final Hosts.Opened opened;
    private final Session session;
    private final Trials trials;
    private final Object turn = new Object();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable OpenLab lab;

    private Workbench(Hosts hosts, Hosts.Opened opened, Options options) {
        this.opened = opened;
        this.session = Session.open(opened::workspace, options.out());
        this.trials = Trials.of(hosts::simulated, hosts.seeds()::trials);
    }

    /** Opens a workbench on the running kernel where it can be used, else on the simulated one. */
    public static Workbench open() {
        return open(Host.AUTO);
    }

    /**
     * Opens a workbench on a host.
     *
     * @throws HostUnavailableException when it is {@link Host#KERNEL} and that cannot be used
     */
    public static Workbench open(Host host) {
        return open(Options.of(host));
    }

    /**
     * Opens a workbench. JShell starts with the first use, which takes about a second.
     *
     * @throws HostUnavailableException when the host is {@link Host#KERNEL} and that cannot be used
     */
    public static Workbench open(Options options) {
        Recordings recordings = BundledRecordings.read();
        Hosts hosts = new Hosts(Seeds.of(options.seed()), () -> recordings);
        return new Workbench(hosts, hosts.open(options.host(), () -> PinLog.NONE), options);
    }

    /** Returns which host this is and why it was taken, such as {@code host sim: the simulated kernel, as asked}. */
    public String host() {
        return opened.why();
    }

    /**
     * Evaluates Java with the vocabulary imported: one or more snippets in order, up to the first that does not compile,
     * throws or is stopped. After each the current step of the open lab is checked. Commands such as {@code /maps} are the
     * prompt's and no Java. A thread that is interrupted while it waits stops the snippet and stays interrupted.
     *
     * @return one outcome for each snippet that was tried, with its live value; of one that went wrong, what is wrong and
     *     the line, from 1, of {@code source} where
     */
    public List<Outcome> evaluate(String source) {
        synchronized (turn) {
            OpenLab walked = lab;
            return whileOpen().run(source, outcome -> {
                if (walked != null) {
                    walked.typed(outcome);
                }
            });
        }
    }

    /** Returns the live value of a variable; empty when there is no such variable or it holds null. */
    public Optional<Object> variable(String name) {
        return whileOpen().variable(name);
    }

    /** Returns the open maps, oldest first. */
    public List<BpfMap<?, ?>> maps() {
        return workspace().maps();
    }

    /** Returns the loaded programs, oldest first. */
    public List<BpfProgram> programs() {
        return workspace().programs();
    }

    /** Returns the links between programs and hooks, oldest first. */
    public List<Link> links() {
        return workspace().links();
    }

    /** Returns the workspace on which snippets work, for what Java does itself; it is closed with the workbench. */
    public Workspace workspace() {
        return whileOpen().workspace();
    }

    /**
     * Begins a lab that came with bpflab, in the place of the one that is open. What was evaluated before stays.
     *
     * @param id the lab's id, such as {@code 2.1}
     * @throws NoSuchElementException when there is no such lab; the message names those that there are
     * @throws LabException when its document is broken
     */
    public OpenLab lab(String id) {
        synchronized (turn) {
            LabRunner runner =
                    new LabRunner(LabCatalog.bundled().lab(id), whileOpen(), trials, ProgressStore.inMemory());
            OpenLab begun = new OpenLab(runner, turn, this::whileOpen);
            lab = begun;
            return begun;
        }
    }

    /**
     * Stops the snippet that is being evaluated and those after it; does nothing when there is none. The evaluation ends
     * soon after, at the latest in 200 ms, with a snippet {@link Outcome.Kind#STOPPED}.
     */
    public void interrupt() {
        session.interrupt();
    }

    /** Stops what is being evaluated, detaches, unloads and closes everything, and the host. Again it does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                session.close();
            } finally {
                opened.close();
            }
        }
    }

    private Session whileOpen() {
        if (closed.get()) {
            throw new IllegalStateException("use the workbench: it is closed (open another)");
        }
        return session;
    }
}
