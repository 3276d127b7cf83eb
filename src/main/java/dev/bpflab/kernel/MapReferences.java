package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ObjectCommands;
import dev.bpflab.bpf.ObjectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What keeps the maps of this machine, as far as /proc and the mounted BPF file systems tell: processes and pins. */
public final class MapReferences {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern MAP_ID = Pattern.compile("(?m)^map_id:\\s*(\\d+)$");
    private static final int DEEPEST = 16;

    private MapReferences() {}

    /**
     * A process that holds a map open.
     *
     * @param comm its command name
     */
    public record Holder(long pid, String comm) {}

    /** Returns the processes that hold each map, by its id, this process left out; of others' processes only root learns. */
    public static Map<Integer, List<Holder>> holders() {
        Map<Integer, List<Holder>> holders = new TreeMap<>();
        long self = ProcessHandle.current().pid();
        for (Path process : list(PROC)) {
            if (NUMBER.matcher(process.getFileName().toString()).matches()) {
                long pid = Long.parseLong(process.getFileName().toString());
                Set<Integer> held = pid == self ? Set.of() : held(process);
                held.forEach(id -> holders.computeIfAbsent(id, none -> new ArrayList<>())
                        .add(new Holder(pid, read(process.resolve("comm")).strip())));
            }
        }
        return holders;
    }

    private static Set<Integer> held(Path process) {
        Set<Integer> ids = new TreeSet<>();
        for (Path descriptor : list(process.resolve("fd"))) {
            if (isMap(descriptor)) {
                Matcher id = MAP_ID.matcher(read(process.resolve("fdinfo").resolve(descriptor.getFileName())));
                if (id.find()) {
                    ids.add(Integer.parseUnsignedInt(id.group(1)));
                }
            }
        }
        return ids;
    }

    private static boolean isMap(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("bpf-map");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Returns the paths at which each map is pinned, by its id. */
    public static Map<Integer, List<String>> pins(BpfHost host) {
        Map<Integer, List<String>> pins = new TreeMap<>();
        for (String mount : mounts()) {
            walk(Path.of(mount), path -> {
                ObjectCommands.Opened opened = host.openPinned(path.toString(), MapFlag.RDONLY.bit());
                if (opened.fd() >= 0) {
                    MapInfo info = opened.kind() == ObjectKind.MAP ? host.mapInfo(opened.fd()) : null;
                    host.close(opened.fd());
                    if (info != null) {
                        pins.computeIfAbsent(info.id(), none -> new ArrayList<>())
                                .add(path.toString());
                    }
                }
            });
        }
        return pins;
    }

    /** Returns where BPF file systems are mounted; a space in a path stands there as {@code \040}. */
    private static Set<String> mounts() {
        Set<String> mounts = new TreeSet<>();
        read(PROC.resolve("self/mounts"))
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(fields -> {
                    if (fields.length > 2 && fields[2].equals("bpf")) {
                        mounts.add(fields[1].replace("\\040", " "));
                    }
                });
        return mounts;
    }

    private static void walk(Path folder, java.util.function.Consumer<Path> action) {
        try {
            Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    action.accept(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            // Whoever may not look sees no pins.
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException | java.io.UncheckedIOException forbidden) {
            return List.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
