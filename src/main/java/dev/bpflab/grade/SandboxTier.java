package dev.bpflab.grade;

import dev.bpflab.kernel.Confinement;
import dev.bpflab.kernel.Landlock;
import dev.bpflab.kernel.ResourceLimit;
import dev.bpflab.kernel.SeccompFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to isolate a process, as a confinement for the kernel.
 *
 * @param tier which way
 * @param ownUser whether the process becomes a user of its own, which root alone can arrange
 * @param landlock whether Landlock hides other files; bubblewrap needs it not
 */
record SandboxTier(Tier tier, boolean ownUser, boolean landlock, SystemFiles system) {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "HOME", "/tmp", "TMPDIR", "/tmp");

    private static final long LOCKED_BYTES = 64 * 1024;
    private static final long WAITING_SIGNALS = 256;

    /** What a JVM asks about the machine, and the devices that a program takes for granted. */
    private static final List<Path> MACHINE = Stream.of(
                    "/proc/cpuinfo",
                    "/proc/meminfo",
                    "/sys/devices/system/cpu",
                    "/dev/null",
                    "/dev/zero",
                    "/dev/random",
                    "/dev/urandom")
            .map(Path::of)
            .toList();

    /** The shell's own name for the limit differs: bash calls it u, dash p. */
    private static final String LIMIT_TASKS =
            "ulimit -u \"$1\" 2>/dev/null || ulimit -p \"$1\" || exit 125; shift; exec \"$@\"";

    static SandboxTier bubblewrap(boolean ownUser, SystemFiles system) {
        return new SandboxTier(Tier.BUBBLEWRAP, ownUser, false, system);
    }

    static SandboxTier ownUser(SystemFiles system) {
        return new SandboxTier(Tier.OWN_USER, true, Landlock.version() > 0, system);
    }

    /** Returns whether a process can read whatever the permissions of files let every user read. */
    boolean readsWhatOthersMay() {
        return tier == Tier.OWN_USER && !landlock;
    }

    String describe() {
        if (tier == Tier.BUBBLEWRAP) {
            return ownUser
                    ? "in bubblewrap, each submission as a user of its own"
                    : "in bubblewrap, all submissions as the user who grades, without that user's files";
        }
        return "each submission as a user of its own, system calls filtered, "
                + (landlock
                        ? "other files hidden by Landlock"
                        : "but able to read what every user of this machine may read (the kernel has no Landlock)");
    }

    Confinement confinement(
            List<String> command,
            Limits limits,
            List<Path> readable,
            @Nullable UserLease lease,
            boolean memoryIsLimited) {
        OptionalInt user = lease == null ? OptionalInt.empty() : OptionalInt.of(lease.user());
        boolean wrapped = tier == Tier.BUBBLEWRAP;
        // The filter of this tier is in force before the process is started, which is to start a process.
        boolean children = limits.children() || !wrapped;
        return new Confinement(
                wrapped ? inBubblewrap(command, limits, readable) : dyingWithUs(command),
                ENVIRONMENT,
                user,
                SeccompFilter.of(children, wrapped),
                wrapped,
                landlock ? Optional.of(allReadable(readable)) : Optional.empty(),
                kernelLimits(limits, memoryIsLimited));
    }

    private List<String> inBubblewrap(List<String> command, Limits limits, List<Path> readable) {
        List<String> inner = command;
        if (!ownUser) {
            // The user's other processes count outside, not in the user namespace that bubblewrap has made.
            inner = new ArrayList<>(List.of("/bin/sh", "-c", LIMIT_TASKS, "sh", Integer.toString(limits.tasks())));
            inner.addAll(command);
        }
        return Bubblewrap.around(Bubblewrap.program().orElseThrow(), system, readable, limits, inner);
    }

    private static List<String> dyingWithUs(List<String> command) {
        List<String> dying = new ArrayList<>();
        Bubblewrap.onSystem("setpriv")
                .ifPresent(setpriv -> dying.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--")));
        dying.addAll(command);
        return dying;
    }

    private List<Path> allReadable(List<Path> readable) {
        return Stream.of(system.paths().stream(), MACHINE.stream(), readable.stream())
                .flatMap(paths -> paths)
                .toList();
    }

    private Map<ResourceLimit, Long> kernelLimits(Limits limits, boolean memoryIsLimited) {
        Map<ResourceLimit, Long> all = new EnumMap<>(ResourceLimit.class);
        all.put(ResourceLimit.CPU, Math.max(1, limits.cpu().toSeconds()));
        all.put(ResourceLimit.FILE_SIZE, tier == Tier.BUBBLEWRAP ? limits.fileBytes() : 0);
        all.put(ResourceLimit.OPEN_FILES, (long) limits.openFiles());
        all.put(ResourceLimit.CORE, 0L);
        all.put(ResourceLimit.LOCKED_MEMORY, LOCKED_BYTES);
        all.put(ResourceLimit.SIGNALS, WAITING_SIGNALS);
        all.put(ResourceLimit.QUEUES, 0L);
        if (!memoryIsLimited) {
            all.put(ResourceLimit.DATA, limits.memoryBytes());
        }
        if (ownUser) {
            // One more: the thread of ours that is this user for a moment.
            all.put(ResourceLimit.TASKS, limits.tasks() + 1L);
        }
        return all;
    }
}
