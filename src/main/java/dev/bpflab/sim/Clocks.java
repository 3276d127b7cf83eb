package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;

/** The clocks by which programs sample, by their frequency in Hz; each ticks on every CPU. */
final class Clocks {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final SimKernel kernel;
    private final NavigableMap<Long, ProgramList> byHertz = new ConcurrentSkipListMap<>();

    Clocks(SimKernel kernel) {
        this.kernel = kernel;
    }

    /** Returns the place for programs that sample so often. */
    ProgramList at(long hertz) {
        return byHertz.computeIfAbsent(hertz, unused -> ProgramList.unlimited());
    }

    /**
     * Lets time pass, and programs take their samples, until it is over or the calling thread is interrupted.
     *
     * @param running the task that a CPU runs at the moment
     */
    void pass(long nanos, IntFunction<Task> running) {
        TreeMap<Long, SortedMap<Long, ProgramList>> due = new TreeMap<>();
        byHertz.forEach((hertz, programs) -> {
            if (!programs.isEmpty()) {
                schedule(due, NANOS_PER_SECOND / hertz, hertz, programs);
            }
        });
        long passed = 0;
        while (!due.isEmpty()
                && due.firstKey() <= nanos
                && !Thread.currentThread().isInterrupted()) {
            Map.Entry<Long, SortedMap<Long, ProgramList>> now = due.pollFirstEntry();
            kernel.clock().advance(now.getKey() - passed);
            passed = now.getKey();
            long at = passed;
            now.getValue().forEach((hertz, programs) -> {
                sample(programs, NANOS_PER_SECOND / hertz, running);
                schedule(due, at + NANOS_PER_SECOND / hertz, hertz, programs);
            });
        }
        kernel.clock().advance(nanos - passed);
    }

    private static void schedule(
            SortedMap<Long, SortedMap<Long, ProgramList>> due, long at, long hertz, ProgramList programs) {
        due.computeIfAbsent(at, unused -> new TreeMap<>()).put(hertz, programs);
    }

    private void sample(ProgramList programs, long period, IntFunction<Task> running) {
        Overlap overlap = kernel.runner().overlap();
        if (overlap != null) {
            sampleAtOnce(0, overlap, programs, period, running);
            return;
        }
        for (int cpu = 0; cpu < kernel.possibleCpus(); cpu++) {
            sample(cpu, programs, period, running);
        }
    }

    /** A tick is one moment: while a program takes its sample on one CPU, others do on the others. */
    private void sampleAtOnce(int cpu, Overlap overlap, ProgramList programs, long period, IntFunction<Task> running) {
        if (cpu + 1 < kernel.possibleCpus()) {
            overlap.during(
                    programs.size(),
                    () -> sample(cpu, programs, period, running),
                    () -> sampleAtOnce(cpu + 1, overlap, programs, period, running));
        } else {
            sample(cpu, programs, period, running);
        }
    }

    private void sample(int cpu, ProgramList programs, long period, IntFunction<Task> running) {
        Task task = running.apply(cpu);
        byte[] context = PerfEventData.of(task.stacks(), period);
        var environment = kernel.environment(cpu, task);
        programs.forEach(
                program -> kernel.runner().runAt("a sample", program, environment, memory -> memory.context(context)));
    }
}
