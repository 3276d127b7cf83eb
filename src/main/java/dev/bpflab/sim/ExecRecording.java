package dev.bpflab.sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final JsonFactory JSON = new JsonFactory();

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
        List<Event> events = new ArrayList<>();
        int number = 0;
        for (String line : jsonLines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                try {
                    events.add(event(fields(line)));
                } catch (IOException | IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line " + number + " of the recording is no execution: " + line, e);
                }
            }
        }
        return new ExecRecording(events);
    }

    private static Event event(Map<String, String> fields) {
        return new Event(
                Long.parseLong(field(fields, "ns")),
                Integer.parseInt(field(fields, "cpu")),
                Integer.parseInt(field(fields, "pid")),
                Integer.parseInt(field(fields, "old_pid")),
                Integer.parseInt(fields.getOrDefault("uid", "0")),
                field(fields, "comm"),
                field(fields, "filename"));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
        }
        return fields;
    }
}
