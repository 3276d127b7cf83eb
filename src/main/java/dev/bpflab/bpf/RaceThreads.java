package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;

/**
 * A race on real threads, for hosts: one thread for each racer, all of which begin together. The threads inherit from the
 * calling one, so that they find its workspace and stop with it.
 */
public final class RaceThreads {
    /** Runs of one system call, after which a thread looks whether it is interrupted: some milliseconds. */
    private static final int STRETCH = 1 << 16;

    /** Puts the calling thread onto a CPU for good. */
    @FunctionalInterface
    public interface Pin {
        /** Returns 0, or a negated errno when there is no such CPU or it may not be used. */
        int to(int cpu);
    }

    private final BpfHost host;
    private final List<Racer> racers;
    private final Pin pin;
    private final CyclicBarrier start;
    private final TestRunOutcome[] outcomes;
    private final List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());

    private RaceThreads(BpfHost host, List<Racer> racers, Pin pin) {
        this.host = host;
        this.racers = racers;
        this.pin = pin;
        this.start = new CyclicBarrier(Math.max(1, racers.size()));
        this.outcomes = new TestRunOutcome[racers.size()];
        Arrays.fill(outcomes, TestRunOutcome.failed(Errno.EINTR));
    }

    /** Runs all to their end, or, when the calling thread is interrupted, until each has noticed. */
    public static RaceOutcome run(BpfHost host, List<Racer> racers, Pin pin) {
        return new RaceThreads(host, racers, pin).run();
    }

    private RaceOutcome run() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < racers.size(); i++) {
            int number = i;
            Thread thread = new Thread(() -> race(number), "race " + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow(thrown);
        return new RaceOutcome(List.of(outcomes), Schedule.THREADS, List.of(), 0);
    }

    private void race(int number) {
        Racer racer = racers.get(number);
        try {
            int pinned = racer instanceof Racer.OnCpu program ? pin.to(program.cpu()) : 0;
            start.await();
            if (pinned < 0) {
                outcomes[number] = TestRunOutcome.failed(Errno.ofResult(pinned));
            } else if (racer instanceof Racer.OnCpu program) {
                outcomes[number] = run(program);
            } else if (racer instanceof Racer.Userspace userspace) {
                userspace.action().run();
                outcomes[number] = TestRunOutcome.DONE;
            }
        } catch (InterruptedException | BrokenBarrierException stopped) {
            // Stands as EINTR already.
        } catch (Throwable failure) {
            thrown.add(failure);
        }
    }

    private TestRunOutcome run(Racer.OnCpu program) {
        TestRun run = program.run();
        int left = Math.max(1, run.repeat());
        @Nullable TestRunOutcome last = null;
        while (left > 0 && (last == null || last.result() >= 0)) {
            if (Thread.currentThread().isInterrupted()) {
                return TestRunOutcome.failed(Errno.EINTR);
            }
            int now = Math.min(left, STRETCH);
            last = host.testRun(program.programFd(), run.times(now));
            left -= now;
        }
        return last == null ? TestRunOutcome.DONE : last;
    }

    /** Throws the first of what actions threw, with the others suppressed in it; nothing when there is none. */
    public static void rethrow(List<Throwable> thrown) {
        if (thrown.isEmpty()) {
            return;
        }
        Throwable first = thrown.get(0);
        thrown.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw first instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(first);
    }
}
