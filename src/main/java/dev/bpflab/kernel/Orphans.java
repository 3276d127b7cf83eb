package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Processes that a run of ours started on its stage and that outlived it, because it was killed while it waited for them.
 * They are known by a variable in their environment, which names the process that started them.
 */
public final class Orphans {
    /** The variable in the environment of every process of a stage, and of every one that is confined; its value is the process id of the JVM. */
    static final String VARIABLE = "BPFLAB_RUN";

    private static final Path PROC = Path.of("/proc");

    private Orphans() {}

    /** Returns these variables with the one that names us. */
    static Map<String, String> marked(Map<String, String> variables) {
        Map<String, String> marked = new HashMap<>(variables);
        marked.put(VARIABLE, Long.toString(ProcessHandle.current().pid()));
        return marked;
    }

    /**
     * A process that is left.
     *
     * @param pid its id
     * @param comm its command name
     */
    public record Orphan(long pid, String comm) {}

    /** Returns what is left of a run that has ended; empty where there is no /proc. */
    public static List<Orphan> of(long endedPid) {
        List<Orphan> orphans = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return orphans;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isOf(process, endedPid)) {
                    orphans.add(new Orphan(
                            Long.parseLong(String.valueOf(process.getFileName())),
                            Files.readString(process.resolve("comm")).strip()));
                }
            }
        } catch (IOException ended) {
            return orphans;
        }
        return orphans;
    }

    /** Kills one that is left, unless its number is another process's by now; returns whether it is gone. */
    public static boolean kill(Orphan orphan, long endedPid) {
        return !isOf(PROC.resolve(Long.toString(orphan.pid())), endedPid)
                || ProcessHandle.of(orphan.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(true);
    }

    /** Another user's processes cannot be read, and are not ours to end. */
    private static boolean isOf(Path process, long endedPid) {
        String marked = VARIABLE + "=" + endedPid;
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            return Arrays.asList(new String(environment, StandardCharsets.ISO_8859_1).split("\0"))
                    .contains(marked);
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }
}
