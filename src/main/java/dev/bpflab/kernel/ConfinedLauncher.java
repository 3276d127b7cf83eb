package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The thread that starts a confined process: it takes from itself what the process shall not have, since a child inherits
 * that, and starts it. Descriptors, identity, filter and Landlock are each thread's own in Linux; only the C library's
 * functions would change them for all threads, so these are raw system calls.
 *
 * <p>Afterwards it is the former user again, so that the process, which is another one's, cannot send it signals, and waits
 * until it is released: a process that asked to die with its parent dies with the thread that started it.
 */
final class ConfinedLauncher extends Thread {
    /**
     * A system call to make.
     *
     * @param what it is called in a message; empty when it may fail
     */
    record Step(String what, long number, long a, long b, long c, long d) {}

    private final Step[] before;
    private final Step[] after;
    private final SpawnArguments spawn;
    private final NativeBuffer pid = NativeBuffer.allocate(Integer.BYTES);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger failedStep = new AtomicInteger();
    private final AtomicInteger errno = new AtomicInteger();

    /** The value of an argument that stands for the process id of the child. */
    static final long CHILD = Long.MIN_VALUE;

    ConfinedLauncher(List<Step> before, SpawnArguments spawn, List<Step> after) {
        super(null, null, "bpflab-confined", 0, false);
        setDaemon(true);
        this.before = before.toArray(Step[]::new);
        this.spawn = spawn;
        this.after = after.toArray(Step[]::new);
    }

    /**
     * Everything that the thread does, done once without taking anything away. The JVM loads and links classes when they are
     * first needed, and a thread that may not read their files would end the whole JVM over that.
     */
    private static final class Rehearsal {
        static final boolean DONE = rehearse();

        private static boolean rehearse() {
            Step harmless = new Step("getppid(2)", SystemCall.GETPPID.number(), 0, 0, 0, 0);
            Step onChild = new Step("", SystemCall.PRLIMIT64.number(), CHILD, ResourceLimit.CORE.number(), 0, 0);
            try (SpawnArguments nothing = SpawnArguments.silent("/bin/sh", List.of("sh", "-c", ":"), Map.of())) {
                ConfinedLauncher launcher = new ConfinedLauncher(List.of(harmless), nothing, List.of(onChild));
                int pid = launcher.launchRehearsed();
                while (launcher.isAlive() && launcher.getState() != State.WAITING) {
                    onSpinWait();
                }
                if (pid > 0) {
                    new Child(pid).close();
                }
                launcher.release();
                return pid > 0;
            }
        }
    }

    /** Starts the process; returns its id or the negated errno of what failed. */
    int launch() {
        if (!Rehearsal.DONE) {
            errno.set(Errno.EAGAIN.result());
            return errno.get();
        }
        return launchRehearsed();
    }

    private int launchRehearsed() {
        start();
        go.countDown();
        uninterrupted(done::await);
        return errno.get() == 0 ? pid.bytes().getInt(0) : errno.get();
    }

    /** Returns the process id of a child that was started although a later step failed; 0 when there is none. */
    int started() {
        return pid.bytes().getInt(0);
    }

    /** Returns what failed. */
    String failure() {
        int step = failedStep.get();
        if (!Rehearsal.DONE) {
            return "start /bin/sh";
        }
        if (step < before.length) {
            return before[step].what();
        }
        return step == before.length ? "posix_spawn(3)" : after[step - before.length - 1].what();
    }

    /** Lets the thread end, when the process has, and waits for that. */
    void release() {
        released.countDown();
        uninterrupted(this::join);
    }

    private interface Wait {
        void await() throws InterruptedException;
    }

    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            currentThread().interrupt();
        }
    }

    /**
     * From the first step on nothing may be needed that would have to be read from a file, above all no class: the thread has
     * none open, and may read none.
     */
    @Override
    public void run() {
        try {
            go.await();
            confine();
            done.countDown();
            released.await();
        } catch (InterruptedException nobodyDoes) {
            done.countDown();
        }
    }

    private void confine() {
        for (int i = 0; i < before.length; i++) {
            int result = make(before[i]);
            if (!before[i].what.isEmpty() && fails(i, result)) {
                return;
            }
        }
        if (fails(before.length, -spawn.start(pid))) {
            return;
        }
        for (int i = 0; i < after.length; i++) {
            if (fails(before.length + 1 + i, make(after[i]))) {
                return;
            }
        }
    }

    private boolean fails(int step, int result) {
        if (result >= 0) {
            return false;
        }
        failedStep.set(step);
        errno.set(result);
        return true;
    }

    private int make(Step step) {
        long first = step.a == CHILD ? pid.bytes().getInt(0) : step.a;
        return Libc.result(Libc.syscall(step.number, first, step.b, step.c, step.d, 0));
    }
}
