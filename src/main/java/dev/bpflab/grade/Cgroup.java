package dev.bpflab.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Groups of processes whose memory and number the kernel limits together (cgroups(7)): a folder for each controller. */
final class Cgroup implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("bpflab-(\\d{1,18})-[a-z0-9]+");

    private final List<Path> folders;
    private final boolean memory;

    private Cgroup(List<Path> folders, boolean memory) {
        this.folders = folders;
        this.memory = memory;
    }

    /** Makes one where we may, below {@code parents}; it may limit memory alone, tasks alone, both or nothing. */
    static Cgroup make(CgroupParents parents, Limits limits) {
        String name = "bpflab-" + ProcessHandle.current().pid() + "-"
                + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
        List<Path> folders = new ArrayList<>();
        boolean memory = parents.memory()
                .map(parent -> parent.resolve(name))
                .filter(folder -> made(folder, folders))
                .map(folder -> limitMemory(folder, limits.memoryBytes()))
                .orElse(false);
        parents.tasks()
                .map(parent -> parent.resolve(name))
                .filter(folder -> made(folder, folders))
                .ifPresent(folder -> write(folder.resolve("pids.max"), Integer.toString(limits.tasks())));
        return new Cgroup(folders, memory);
    }

    /** Takes away what runs that were cut off have left below the parents, with what is still in it. */
    static void sweep(CgroupParents parents) {
        Stream.concat(parents.memory().stream(), parents.tasks().stream())
                .distinct()
                .forEach(parent -> {
                    try (Stream<Path> groups = Files.list(parent)) {
                        List<Path> left = groups.filter(Cgroup::isLeft).toList();
                        try (Cgroup all = new Cgroup(left, false)) {
                            all.kill();
                        }
                    } catch (IOException notOurs) {
                        return;
                    }
                });
    }

    private static boolean isLeft(Path group) {
        Matcher ours = NAME.matcher(String.valueOf(group.getFileName()));
        return ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty();
    }

    private static boolean made(Path folder, List<Path> folders) {
        if (folders.contains(folder)) {
            return true;
        }
        try {
            Files.createDirectory(folder);
            folders.add(folder);
            return true;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean limitMemory(Path folder, long bytes) {
        String limit = Long.toString(bytes);
        if (Files.exists(folder.resolve("memory.max"))) {
            write(folder.resolve("memory.swap.max"), "0");
            return write(folder.resolve("memory.max"), limit);
        }
        boolean limited = write(folder.resolve("memory.limit_in_bytes"), limit);
        write(folder.resolve("memory.memsw.limit_in_bytes"), limit);
        return limited;
    }

    private static boolean write(Path file, String text) {
        try {
            Files.writeString(file, text);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Returns whether it limits memory. */
    boolean limitsMemory() {
        return memory;
    }

    /** Puts a process into it, and so whatever that starts from now on. */
    void add(int pid) throws IOException {
        for (Path folder : folders) {
            Files.writeString(folder.resolve("cgroup.procs"), Integer.toString(pid));
        }
    }

    /** Returns whether something in it was killed because there was no memory left for it. */
    boolean ranOutOfMemory() {
        return folders.stream()
                .flatMap(folder -> Stream.of(folder.resolve("memory.events"), folder.resolve("memory.oom_control")))
                .map(Cgroup::read)
                .anyMatch(events -> events.lines().anyMatch(line -> line.matches("oom_kill [1-9]\\d*")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException absent) {
            return "";
        }
    }

    /** Kills whatever is in it. */
    void kill() {
        for (Path folder : folders) {
            read(folder.resolve("cgroup.procs"))
                    .lines()
                    .map(Long::valueOf)
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Takes the groups away, which are empty by now. */
    @Override
    public void close() {
        for (Path folder : folders) {
            boolean gone = false;
            for (int attempt = 0; !gone && attempt < 200; attempt++) {
                gone = removed(folder);
            }
        }
    }

    /** What was killed may still be leaving. */
    private static boolean removed(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException busy) {
            LockSupport.parkNanos(5_000_000);
            return false;
        }
    }
}
