package dev.bpflab.workbench;

import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.StackRecording;

/** The recordings made on real kernels that came with bpflab, of each kind one, in the folder of a lab. */
public final class BundledRecordings {
    /** Where in a lab's folder executions are. */
    public static final String EXECS = "events/exec.jsonl";

    /** Where in a lab's folder stacks are. */
    public static final String STACKS = "events/stacks.jsonl";

    /** Where in a lab's folder packets are. */
    public static final String PACKETS = "events/packets.pcap";

    private BundledRecordings() {}

    /** Reads them. */
    public static Recordings read() {
        PageLibrary pages = PageLibrary.bundled();
        return new Recordings(
                ExecRecording.parse(pages.labFile("2.1", EXECS)),
                StackRecording.later(() -> pages.labFile("2.3", STACKS)),
                pages.entry("lab/2.2").isEmpty()
                        ? TrafficRecording.SILENT
                        : TrafficRecording.parse(pages.labBytes("2.2", PACKETS)));
    }
}
