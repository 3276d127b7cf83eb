package dev.bpflab.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executions recorded on a real kernel: what the tracepoint {@code sched/sched_process_exec} reported, in order of time.
 *
 * @param events the executions
 */
public record ExecRecording(List<Event> events) {
    /** A machine on which nothing else happens. */
    public static final ExecRecording SILENT = new ExecRecording(List.of());

    /**
     * One execution.
     *
     * @param nanos nanoseconds since the first one
     * @param cpu the CPU it happened on
     * @param pid the process id
     * @param oldPid the id of the thread that called execve(2)
     * @param uid the user id
     * @param comm the command name from now on, at most 15 characters
     * @param filename the path that was executed
     */
    public record Event(long nanos, int cpu, int pid, int oldPid, int uid, String comm, String filename) {}

    public ExecRecording {
        events = List.copyOf(events);
    }

    /**
     * Reads a recording of JSON lines with the fields {@code ns, cpu, pid, old_pid, comm, filename} and, if it is not 0,
     * {@code uid}.
     *
     * @throws IllegalArgumentException naming the line that is not one
     */
    public static ExecRecording parse(String jsonLines) {
        return new ExecRecording(RecordedLines.parse(jsonLines, "execution", ExecRecording::event));
    }

    /** Returns the recording as {@link #parse} reads it, a line for each execution. */
    public List<String> lines() {
        return events.stream().map(ExecRecording::line).toList();
    }

    private static String line(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ns", event.nanos());
        fields.put("cpu", event.cpu());
        fields.put("pid", event.pid());
        fields.put("old_pid", event.oldPid());
        fields.put("comm", event.comm());
        fields.put("filename", event.filename());
        if (event.uid() != 0) {
            fields.put("uid", event.uid());
        }
        return RecordedLines.line(fields);
    }

    private static Event event(RecordedLines.Fields fields) {
        return new Event(
                fields.number("ns"),
                (int) fields.number("cpu"),
                (int) fields.number("pid"),
                (int) fields.number("old_pid"),
                (int) fields.numberIfAny("uid"),
                fields.text("comm"),
                fields.text("filename"));
    }
}
