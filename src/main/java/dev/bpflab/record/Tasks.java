package dev.bpflab.record;

import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.sim.StackRecording;
import java.util.HashMap;
import java.util.Map;

/** The tasks of which a recording tells, and what it calls them. */
final class Tasks {
    private final Map<Integer, String> roles = new HashMap<>();
    private final Map<Integer, Boolean> threads = new HashMap<>();

    private Tasks() {}

    /** Returns those of which one is the thread that starts the others. */
    static Tasks of(int parent) {
        Tasks tasks = new Tasks();
        tasks.roles.put(parent, StackRecording.PARENT);
        return tasks;
    }

    void add(StartedProcess process, String role) {
        roles.put((int) process.pid(), role);
    }

    /** Returns what a task is called in the recording; empty for one that does not belong into it. */
    String role(int tid, String comm) {
        return tid == 0 || isThread(tid) ? comm : roles.getOrDefault(tid, "");
    }

    /** Returns whether it is a thread of the kernel's. */
    boolean isThread(int tid) {
        return tid != 0 && threads.computeIfAbsent(tid, ThreadIds::isKernels);
    }
}
