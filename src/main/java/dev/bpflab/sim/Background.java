package dev.bpflab.sim;

import java.util.HashMap;
import java.util.Map;

/** Plays a recording round and round, each time with fresh process ids; who shared one in the recording shares one here. */
final class Background {
    private final SimKernel kernel;
    private final ExecEvents events;
    private final ExecRecording recording;
    private final Pids pids;
    private final Map<Integer, Integer> pidOf = new HashMap<>();
    private int at;

    Background(SimKernel kernel, ExecEvents events, ExecRecording recording, Pids pids) {
        this.kernel = kernel;
        this.events = events;
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
            events.execute(cpu, pid, oldPid, event.uid(), event.comm(), event.filename());
            at = (at + 1) % size;
            if (at == 0) {
                pidOf.clear();
            }
        }
    }
}
