package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that is held to a {@link Confinement}. It waits, confined already, until {@link #begin()}, so that it can be put
 * into a cgroup before; it stays in the process table until it is closed.
 */
public final class ConfinedProcess implements AutoCloseable {
    /** Reads one line, byte by byte, and becomes the program; at the end of the input, which is ours, it ends too. */
    private static final List<String> GATE = List.of("/bin/sh", "-c", "IFS= read -r go && exec \"$@\"", "sh");

    private final ConfinedLauncher launcher;
    private final Child child;
    private final OutputStream input;
    private final InputStream output;
    private final InputStream errors;

    private ConfinedProcess(
            ConfinedLauncher launcher, Child child, OutputStream input, InputStream output, InputStream errors) {
        this.launcher = launcher;
        this.child = child;
        this.input = input;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts a process.
     *
     * @param operation what this is for, in a message
     * @throws BpfException with the errno of what the kernel did not let us do; nothing is left then
     */
    public static ConfinedProcess start(String operation, Confinement confinement) {
        List<String> command = new ArrayList<>(GATE);
        command.addAll(confinement.command());
        try (Pipe input = new Pipe(operation);
                Pipe output = new Pipe(operation);
                Pipe errors = new Pipe(operation);
                Handed handed = Handed.of(operation, confinement);
                SpawnArguments spawn = SpawnArguments.inheriting(command, Orphans.marked(confinement.environment()))) {
            int[] standard = {input.readEnd(), output.writeEnd(), errors.writeEnd()};
            ConfinementSteps steps = new ConfinementSteps(confinement, standard, handed.filter(), handed.landlock());
            OutputStream to = input.writer();
            InputStream from = output.reader();
            InputStream fromErrors = errors.reader();
            ConfinedLauncher launcher = new ConfinedLauncher(steps.before(), spawn, steps.after());
            int pid = NativeBuffer.holding(launcher::launch, steps.memory().toArray());
            if (pid < 0) {
                giveUp(launcher, to, from, fromErrors);
                Errno errno = Errno.ofResult(pid);
                throw new BpfException(operation, errno, launcher.failure() + ": " + errno.text(), null);
            }
            return new ConfinedProcess(launcher, new Child(pid), to, from, fromErrors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void giveUp(ConfinedLauncher launcher, AutoCloseable... streams) throws IOException {
        if (launcher.started() > 0) {
            new Child(launcher.started()).close();
        }
        launcher.release();
        for (AutoCloseable stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What the process is given besides its streams. */
    private record Handed(
            @Nullable MemoryFile filter, @Nullable Landlock landlock) implements AutoCloseable {
        static Handed of(String operation, Confinement confinement) {
            Landlock landlock = confinement
                    .readable()
                    .map(paths -> Landlock.reading(operation, paths))
                    .orElse(null);
            MemoryFile filter = confinement.handedOver()
                    ? MemoryFile.of("filter", confinement.filter().bytes())
                    : null;
            return new Handed(filter, landlock);
        }

        @Override
        public void close() {
            if (filter != null) {
                filter.close();
            }
            if (landlock != null) {
                landlock.close();
            }
        }
    }

    /** Lets it run its program. */
    public void begin() throws IOException {
        input.write('\n');
        input.flush();
    }

    /** Returns its process id, which is that of bubblewrap where the program runs in one. */
    public int pid() {
        return child.pid();
    }

    /** Returns the stream to its standard input, unbuffered. */
    public OutputStream input() {
        return input;
    }

    /** Returns its standard output, unbuffered. */
    public InputStream output() {
        return output;
    }

    /** Returns its standard error, unbuffered. */
    public InputStream errors() {
        return errors;
    }

    /** Waits up to so many milliseconds; returns whether it has ended. */
    public boolean awaitEnd(int milliseconds) {
        return child.awaitEnd(milliseconds);
    }

    /** Kills it, if it still runs; not what it started. */
    public void kill() {
        child.kill();
    }

    /** Returns, once it has ended, its exit status, or 128 and the number of the signal that ended it. */
    public int status() {
        return child.status();
    }

    /** Kills it, takes it out of the process table, and closes its streams. */
    @Override
    public void close() {
        child.close();
        launcher.release();
        for (AutoCloseable stream : List.<AutoCloseable>of(input, output, errors)) {
            try {
                stream.close();
            } catch (Exception gone) {
                // Nobody reads what had still to be written.
            }
        }
    }
}
