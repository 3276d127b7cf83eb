package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The programs of the simulated machine: those of the recording, and some that every machine has. */
final class SimCommands {
    static final String SHELL = "/bin/sh";

    private static final int MAX_COMM = 15;
    private static final List<String> ORDINARY = List.of(
            "basename",
            "cat",
            "date",
            "df",
            "echo",
            "env",
            "false",
            "hostname",
            "id",
            "ls",
            "pwd",
            "sh",
            "sleep",
            "test",
            "true",
            "uname",
            "uptime",
            "whoami");

    private final Map<String, String> pathOf = new TreeMap<>();

    SimCommands(ExecRecording recording) {
        ORDINARY.forEach(name -> pathOf.put(name, "/usr/bin/" + name));
        for (ExecRecording.Event event : recording.events()) {
            pathOf.putIfAbsent(lastPart(event.filename()), event.filename());
        }
    }

    /** Returns the path of a command given by name or path; ENOENT when the machine does not have it. */
    String find(String command, String operation) {
        String path = pathOf.get(lastPart(command));
        boolean there =
                path != null && (command.indexOf('/') < 0 || command.equals(path) || ("/usr" + command).equals(path));
        if (!there || path == null) {
            throw new BpfException(
                    operation,
                    Errno.ENOENT,
                    "the simulated machine has no such program",
                    "use one of "
                            + pathOf.keySet().stream()
                                    .filter(ORDINARY::contains)
                                    .collect(Collectors.joining(", ")));
        }
        return path;
    }

    /** Returns the command name that a process gets when it executes a path. */
    static String comm(String path) {
        byte[] name = lastPart(path).getBytes(StandardCharsets.UTF_8);
        return new String(Arrays.copyOf(name, Math.min(name.length, MAX_COMM)), StandardCharsets.UTF_8);
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
