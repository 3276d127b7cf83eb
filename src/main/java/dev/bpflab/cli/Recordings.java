package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.sim.ExecRecording;

/** The recordings made on real kernels that the simulated one's events are shaped after. They lie in the labs' folders. */
final class Recordings {
    private Recordings() {}

    /** Returns what a machine executed while it was recorded. */
    static ExecRecording execs() {
        return ExecRecording.parse(PageLibrary.bundled().labFile("2.1", "events/exec.jsonl"));
    }
}
