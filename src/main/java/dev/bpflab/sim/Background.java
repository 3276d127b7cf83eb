package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.util.HashMap;
import java.util.Map;

/**
 * Plays a recording round and round, each time with fresh process ids; who shared one in the recording shares one here. Only
 * executions were recorded: of these processes there are no other events.
 */
final class Background {
    private final SimKernel kernel;
    private final SchedEvents sched;
    private final ExecRecording recording;
    private final Pids pids;
    private final Map<Integer, Integer> pidOf = new HashMap<>();
    private int at;

    Background(SimKernel kernel, SchedEvents sched, ExecRecording recording, Pids pids) {
        this.kernel = kernel;
        this.sched = sched;
        this.recording = recording;
        this.pids = pids;
    }

    /** Plays the next executions, none when the recording is empty. */
    void play(int count) {
        int size = recording.events().size();
        for (int i = 0; i < count && size > 0; i++) {
            ExecRecording.Event event = recording.events().get(at);
            long before = at == 0 ? 0 : recording.events().get(at - 1).nanos();
            kernel.clock().advance(Math.max(0, event.nanos() - before));
            int pid = pidOf.computeIfAbsent(event.pid(), recorded -> pids.next());
            int oldPid = pidOf.computeIfAbsent(event.oldPid(), recorded -> pids.next());
            int cpu = Math.floorMod(event.cpu(), kernel.possibleCpus());
            Task task = new Task(pid, pid, event.uid(), event.uid(), event.comm());
            sched.execute(cpu, oldPid, task, event.filename());
            at = (at + 1) % size;
            if (at == 0) {
                pidOf.clear();
            }
        }
    }
}
