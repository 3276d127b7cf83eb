package dev.bpflab.grade;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.kernel.ConfinedProcess;
import dev.bpflab.kernel.Confinement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs that nobody trusts, each isolated from the machine and from the others. It is made for the machine as it is:
 * {@link #best()} tries what works.
 */
public final class Sandbox {
    private static final String OPERATION = "isolate a submission";

    private final SandboxTier how;
    private final CgroupParents cgroups;

    Sandbox(SandboxTier how, CgroupParents cgroups) {
        this.how = how;
        this.cgroups = cgroups;
    }

    /**
     * Returns the best that works on this machine for this user.
     *
     * @throws SandboxUnavailableException when nothing does
     */
    public static Sandbox best() {
        return best(EnumSet.allOf(Tier.class));
    }

    /** Returns the best that works of some. */
    static Sandbox best(Set<Tier> allowed) {
        return new SandboxChoice(allowed).sandbox();
    }

    /** Says what {@link #best()} would return, and why nothing better, by trying it; it leaves nothing behind. */
    public static SandboxProbe probe() {
        return new SandboxChoice(EnumSet.allOf(Tier.class)).probe();
    }

    /** Returns which tier this is. */
    public Tier tier() {
        return how.tier();
    }

    /** Says in one sentence how submissions are isolated, for a report. */
    public String describe() {
        return how.describe()
                + (cgroups.memory().isPresent()
                        ? ""
                        : "; no cgroup limits memory, so each process is limited by itself");
    }

    /**
     * Starts a program, which runs when this returns.
     *
     * @param command the program, by its full path, and its arguments; where the JVM is that we run on it can be found there too
     * @param readable files and folders that it may read besides the system's and the JDK's, at the same paths
     * @throws BpfException when it cannot be started; nothing is left then
     */
    public Isolated start(List<String> command, Limits limits, List<Path> readable) {
        Cgroup cgroup = Cgroup.make(cgroups, limits);
        UserLease lease = null;
        ConfinedProcess process = null;
        try {
            for (Path path : readable) {
                checkReadable(path);
            }
            lease = how.ownUser() ? UserLease.take() : null;
            Confinement confinement = how.confinement(command, limits, readable, lease, cgroup.limitsMemory());
            process = ConfinedProcess.start(OPERATION, confinement);
            cgroup.add(process.pid());
            process.begin();
            return new Isolated(process, cgroup, lease, limits);
        } catch (IOException e) {
            giveUp(process, lease, cgroup);
            throw new BpfException(OPERATION, Errno.EIO, String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            giveUp(process, lease, cgroup);
            throw e;
        }
    }

    private void checkReadable(Path path) throws IOException {
        Optional<Path> barrier = how.ownUser() ? OthersAccess.barrier(path) : Optional.empty();
        if (barrier.isPresent()) {
            throw new BpfException(
                    OPERATION,
                    Errno.EACCES,
                    "other users cannot read " + path + ", because of the permissions of " + barrier.get(),
                    "chmod o+rX " + barrier.get() + ", or copy it to where everybody can read it");
        }
    }

    boolean readsWhatOthersMay() {
        return how.readsWhatOthersMay();
    }

    /**
     * Checks that submissions cannot read a folder which is not for them.
     *
     * @throws BpfException when they could: every user of the machine can, and this tier does not hide files
     */
    public void checkHidden(Path secret) throws IOException {
        if (readsWhatOthersMay() && OthersAccess.barrier(secret).isEmpty()) {
            throw new BpfException(
                    "hide " + secret + " from submissions",
                    Errno.EACCES,
                    "every user of this machine can read it, and here a submission can read what every user can",
                    "chmod o-rx " + secret.toRealPath());
        }
    }

    private static void giveUp(@Nullable ConfinedProcess process, @Nullable UserLease lease, Cgroup cgroup) {
        if (process != null) {
            process.close();
        }
        if (lease != null) {
            lease.close();
        }
        cgroup.close();
    }
}
