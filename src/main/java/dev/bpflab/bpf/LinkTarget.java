package dev.bpflab.bpf;

/** Says where a link's program is attached, in as much as bpf(2) tells of it: interfaces by number, events by name. */
public final class LinkTarget {
    /** What is left of a place at an interface when the link is detached, or the interface is gone. */
    public static final String NOWHERE = "detached";

    /** Whatever perf_event_open(2) opened and is no tracepoint, such as the clock for sampling, to which the kernel gives changing numbers. */
    public static final String PERF_EVENT = "perf event";

    private LinkTarget() {}

    /** Names an interface of the network in which it is; 0 is none. */
    public static String atInterface(int index) {
        return index == 0 ? NOWHERE : "interface " + index;
    }

    /** Names one direction of an interface; 0 is none. */
    public static String atInterface(int index, Direction direction) {
        return index == 0 ? NOWHERE : direction.kernelName() + " of interface " + index;
    }

    /** Names a tracepoint, of which the kernel does not tell the category. */
    public static String atTracepoint(String name) {
        return "tracepoint " + name;
    }

    /** Names a raw tracepoint. */
    public static String atRawTracepoint(String name) {
        return "raw tracepoint " + name;
    }
}
