package dev.bpflab.agent;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Calls the grader's host and stage: one call at a time, whichever thread makes it. */
final class Calls {
    private final Pipe pipe;
    private final BlockingQueue<FieldReader> replies = new LinkedBlockingQueue<>();
    private final ReentrantLock turn = new ReentrantLock(true);

    Calls(Pipe pipe) {
        this.pipe = pipe;
    }

    /** Takes the answer to the call that is under way. */
    void replied(FieldReader reply) {
        replies.add(reply);
    }

    /**
     * Calls and waits for the answer, also when the thread is interrupted, which it is again afterwards.
     *
     * @throws BpfException when the grader's host or stage throws it, and E2BIG when the arguments are too large
     * @throws IllegalArgumentException when the call is the caller's mistake
     */
    <T> T call(HostCall call, FieldWriter arguments, Function<FieldReader, T> result) {
        turn.lock();
        try {
            pipe.send(Message.CALL, new FieldWriter().constant(call).all(arguments));
            FieldReader reply = await();
            return switch (reply.constant(CallEnd.values())) {
                case RETURNED -> result.apply(reply);
                case FAILED -> throw Shapes.FAILURE.read(reply);
                case MISUSED -> throw new IllegalArgumentException(reply.text(WireLimits.TEXT));
            };
        } catch (WireException tooLarge) {
            throw new BpfException(
                    "call the grader's host", Errno.E2BIG, String.valueOf(tooLarge.getMessage()), "use less at once");
        } catch (IOException gone) {
            throw new BpfException("call the grader's host", Errno.EPIPE, "the grader is gone", null);
        } finally {
            turn.unlock();
        }
    }

    /** Calls without arguments. */
    <T> T call(HostCall call, Function<FieldReader, T> result) {
        return call(call, new FieldWriter(), result);
    }

    private FieldReader await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return replies.take();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
