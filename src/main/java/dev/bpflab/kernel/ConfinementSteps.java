package dev.bpflab.kernel;

import dev.bpflab.kernel.ConfinedLauncher.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down a confinement as system calls, with the memory that they point to. */
final class ConfinementSteps {
    private static final int CLONE_FS_AND_FILES = 0x600;
    private static final int PRIVATE_UMASK = 077;

    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_KEEPCAPS = 8;
    private static final int PR_SET_SECCOMP = 22;
    private static final int SECCOMP_MODE_FILTER = 2;
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    private static final int CAPABILITY_VERSION_3 = 0x2008_0522;
    private static final int CAPABILITY_SETS = 3 * Integer.BYTES;
    private static final long ALL_ABOVE = 0xffff_ffffL;

    private final Confinement confinement;
    private final boolean closesRanges = closesRanges();
    private final List<Step> before = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private final List<NativeBuffer> memory = new ArrayList<>();

    ConfinementSteps(
            Confinement confinement, int[] standard, @Nullable MemoryFile filter, @Nullable Landlock landlock) {
        this.confinement = confinement;
        ownDescriptors(standard, filter);
        confinement.user().ifPresent(this::become);
        before.add(step("no_new_privs", SystemCall.PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0));
        if (landlock != null) {
            before.add(
                    step("landlock_restrict_self(2)", SystemCall.LANDLOCK_RESTRICT_SELF, landlock.ruleset(), 0, 0, 0));
        }
        int ofChild = filter == null ? standard.length : Confinement.FILTER_DESCRIPTOR + 1;
        closeOthers(ofChild);
        if (filter == null) {
            filterOurselves();
        }
        // The thread stays: it must not keep the child's end of a pipe open.
        for (int fd = 0; fd < ofChild; fd++) {
            after.add(step("close(2)", SystemCall.CLOSE, fd, 0, 0, 0));
        }
        confinement.limits().forEach(this::limit);
        if (confinement.user().isPresent()) {
            returnToRoot();
        }
    }

    List<Step> before() {
        return before;
    }

    List<Step> after() {
        return after;
    }

    /** What has to be reachable until the steps are done. */
    List<NativeBuffer> memory() {
        return memory;
    }

    private void ownDescriptors(int[] standard, @Nullable MemoryFile filter) {
        before.add(step("unshare(2)", SystemCall.UNSHARE, CLONE_FS_AND_FILES, 0, 0, 0));
        before.add(step("chdir(2)", SystemCall.CHDIR, text("/"), 0, 0, 0));
        before.add(step("umask(2)", SystemCall.UMASK, PRIVATE_UMASK, 0, 0, 0));
        for (int fd = 0; fd < standard.length; fd++) {
            before.add(step("dup3(2)", SystemCall.DUP3, standard[fd], fd, 0, 0));
        }
        if (filter != null) {
            before.add(step("dup3(2)", SystemCall.DUP3, filter.fd(), Confinement.FILTER_DESCRIPTOR, 0, 0));
        }
    }

    private void become(int user) {
        // Capabilities are kept only to come back: execve(2) takes them from whoever is not root.
        before.add(step("keep capabilities", SystemCall.PRCTL, PR_SET_KEEPCAPS, 1, 0, 0));
        before.add(step("setgroups(2)", SystemCall.SETGROUPS, 0, 0, 0, 0));
        before.add(step("setresgid(2)", SystemCall.SETRESGID, user, user, user, 0));
        before.add(step("setresuid(2)", SystemCall.SETRESUID, user, user, user, 0));
        // For as long as this thread is that user, nobody of that user may look into our memory.
        before.add(step("not dumpable", SystemCall.PRCTL, PR_SET_DUMPABLE, 0, 0, 0));
    }

    private void closeOthers(int first) {
        if (closesRanges) {
            before.add(step("close_range(2)", SystemCall.CLOSE_RANGE, first, ALL_ABOVE, 0, 0));
            return;
        }
        for (int fd = first; fd < 2 * descriptorTableSize(); fd++) {
            before.add(new Step("", SystemCall.CLOSE.number(), fd, 0, 0, 0));
        }
    }

    private static boolean closesRanges() {
        return Libc.result(Libc.syscall(SystemCall.CLOSE_RANGE.number(), Integer.MAX_VALUE, Integer.MAX_VALUE, 0)) == 0;
    }

    /** Kernels before 5.9 want each closed by itself. The table has room for more than there are, and grows by doubling. */
    private static int descriptorTableSize() {
        try {
            return Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("FDSize:"))
                    .map(line ->
                            Integer.parseInt(line.substring("FDSize:".length()).strip()))
                    .findFirst()
                    .orElse(1024);
        } catch (IOException e) {
            return 1024;
        }
    }

    private void filterOurselves() {
        byte[] bytes = confinement.filter().bytes();
        NativeBuffer program = keep(NativeBuffer.copyOf(bytes));
        NativeBuffer header = keep(NativeBuffer.allocate(2 * Long.BYTES));
        header.bytes().putShort(0, (short) (bytes.length / Long.BYTES)).putLong(Long.BYTES, program.address());
        before.add(step("seccomp(2)", SystemCall.PRCTL, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header.address(), 0));
    }

    /** Limits belong to the process, not to the thread: they are set from outside, while the child waits. */
    private void limit(ResourceLimit limit, long value) {
        NativeBuffer old = NativeBuffer.allocate(2 * Long.BYTES);
        NativeBuffer.holding(() -> Libc.result(prlimit(0, limit, 0, old.address())), old);
        long highest = old.bytes().getLong(Long.BYTES);
        long lower = Long.compareUnsigned(value, highest) < 0 ? value : highest;
        NativeBuffer both = keep(NativeBuffer.allocate(2 * Long.BYTES));
        // What is ended by SIGXCPU can be told from what was ended for something else.
        long last = limit == ResourceLimit.CPU && lower != highest ? lower + 1 : lower;
        both.bytes().putLong(0, lower).putLong(Long.BYTES, last);
        after.add(step(
                "prlimit(2) of " + limit,
                SystemCall.PRLIMIT64,
                ConfinedLauncher.CHILD,
                limit.number(),
                both.address(),
                0));
    }

    private static long prlimit(int pid, ResourceLimit limit, long newLimit, long oldLimit) {
        return Libc.syscall(SystemCall.PRLIMIT64.number(), pid, limit.number(), newLimit, oldLimit, 0);
    }

    private void returnToRoot() {
        NativeBuffer header = keep(NativeBuffer.allocate(2 * Integer.BYTES));
        header.bytes().putInt(0, CAPABILITY_VERSION_3);
        NativeBuffer sets = keep(NativeBuffer.allocate(2 * CAPABILITY_SETS));
        Libc.syscall(SystemCall.CAPGET.number(), header.address(), sets.address(), 0);
        for (int half = 0; half < 2; half++) {
            int effective = half * CAPABILITY_SETS;
            sets.bytes().putInt(effective, sets.bytes().getInt(effective + Integer.BYTES));
        }
        after.add(step("capset(2)", SystemCall.CAPSET, header.address(), sets.address(), 0, 0));
        after.add(step("setresuid(2) back", SystemCall.SETRESUID, 0, 0, 0, 0));
    }

    private long text(String text) {
        return keep(NativeBuffer.cString(text)).address();
    }

    private NativeBuffer keep(NativeBuffer buffer) {
        memory.add(buffer);
        return buffer;
    }

    private static Step step(String what, SystemCall call, long a, long b, long c, long d) {
        return new Step(what, call.number(), a, b, c, d);
    }
}
