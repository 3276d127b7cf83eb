package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A network of our own, unnamed, with one thread in it: whatever is to happen there is done by that thread, because the
 * kernel takes names and numbers of interfaces to be those of the calling thread's network. It is gone when the thread is
 * and no socket or link holds it, whichever way the process ends.
 */
final class NetNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread only = new Thread(work, "bpflab-network");
        only.setDaemon(true);
        return only;
    });

    /** Makes the network, in which there is only a loopback device that is down. */
    NetNamespace(String operation) {
        try {
            int result = call(operation, stopped -> Libc.result(Libc.unshare(CLONE_NEWNET)));
            if (result < 0) {
                Errno errno = Errno.ofResult(result);
                throw errno == Errno.EPERM
                        ? new BpfException(
                                operation,
                                errno,
                                "this user may not make a network of its own",
                                "run as root, or use --host sim")
                        : new BpfException(operation, errno, "unshare(2): " + errno.text(), "use --host sim");
            }
        } catch (BpfException e) {
            close();
            throw e;
        }
    }

    /**
     * Does something in the network. When the calling thread is interrupted, the work is told so and is waited for, and
     * then the operation fails with EINTR.
     *
     * @param work is given a flag that says whether it shall stop
     */
    <T> T call(String operation, Function<AtomicBoolean, T> work) {
        AtomicBoolean stopped = new AtomicBoolean();
        Future<T> future;
        try {
            future = thread.submit(() -> work.apply(stopped));
        } catch (RejectedExecutionException e) {
            throw new BpfException(operation, Errno.ESHUTDOWN, "the stage is closed", "open a new workspace");
        }
        try {
            while (true) {
                try {
                    T result = future.get();
                    if (stopped.get()) {
                        throw new BpfException(operation, Errno.EINTR, "it was interrupted", null);
                    }
                    return result;
                } catch (InterruptedException e) {
                    stopped.set(true);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (stopped.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
