package dev.bpflab.cli;

import dev.bpflab.kernel.Orphans;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what killed runs left, by their {@link RunFolder}s: of this user's runs only. */
final class KilledRuns {
    private static final Pattern NAME = Pattern.compile(Pattern.quote(RunFolder.PREFIX) + "(\\d+)-[0-9a-f]+");

    /** A run makes its folder and then locks it; until then it looks as if it were killed. */
    private static final long BEGINNING_SECONDS = 2;

    /** What is being written for so long is not being written any more. */
    private static final long WRITING_SECONDS = 60;

    private final Path temporary;
    private final UserFolders folders;

    private KilledRuns(Path temporary, UserFolders folders) {
        this.temporary = temporary;
        this.folders = folders;
    }

    /** Returns what is left, the oldest process id first. */
    static List<KilledRun> find(UserFolders folders) {
        return find(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), folders);
    }

    static List<KilledRun> find(Path temporary, UserFolders folders) {
        return new KilledRuns(temporary, folders).find();
    }

    private List<KilledRun> find() {
        List<KilledRun> runs = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, RunFolder.PREFIX + "*")) {
            for (Path folder : found) {
                Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
                if (name.matches() && isOurs(folder)) {
                    long pid = Long.parseLong(name.group(1));
                    if (isDead(folder, pid)) {
                        runs.add(run(pid, folder, runs.isEmpty()));
                    }
                }
            }
        } catch (IOException unreadable) {
            return runs;
        }
        return runs;
    }

    private KilledRun run(long pid, Path folder, boolean first) {
        List<Path> kept = new ArrayList<>(List.of(folder));
        // What converts documents unpacks its libraries there.
        Path unpacked = temporary.resolve("jruby-" + pid);
        if (Files.isDirectory(unpacked, LinkOption.NOFOLLOW_LINKS) && isOurs(unpacked)) {
            kept.add(0, unpacked);
        }
        return new KilledRun(pid, pins(folder), Orphans.of(pid), kept, first ? unfinished() : List.of());
    }

    private static List<Path> pins(Path folder) {
        Set<String> pins = new LinkedHashSet<>();
        try {
            for (String line : Files.readAllLines(folder.resolve(RunFolder.PINS))) {
                if (line.startsWith("+")) {
                    pins.add(line.substring(1));
                } else if (line.startsWith("-")) {
                    pins.remove(line.substring(1));
                }
            }
        } catch (IOException none) {
            return List.of();
        }
        return pins.stream().map(Path::of).filter(Files::exists).toList();
    }

    /** Returns files of ours that are written beside what they replace, and never replaced it. */
    private List<Path> unfinished() {
        List<Path> files = new ArrayList<>();
        collect(folders.state().resolve("progress"), "*.tmp", files);
        collect(folders.cache().resolve("pages"), "page*.new", files);
        return files;
    }

    private static void collect(Path folder, String glob, List<Path> to) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            for (Path file : found) {
                if (age(file) > WRITING_SECONDS) {
                    to.add(file);
                }
            }
        } catch (IOException none) {
            return;
        }
    }

    private static boolean isOurs(Path folder) {
        try {
            return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                    .getName()
                    .equals(System.getProperty("user.name", ""));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean isDead(Path folder, long pid) {
        try {
            if (ProcessHandle.of(pid).isPresent() && age(folder) <= BEGINNING_SECONDS) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(folder.resolve(RunFolder.LOCK), StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (OverlappingFileLockException ownRun) {
            return false;
        } catch (IOException neverLocked) {
            return ProcessHandle.of(pid).isEmpty();
        }
    }

    private static long age(Path path) throws IOException {
        return Instant.now().getEpochSecond()
                - Files.getLastModifiedTime(path).toInstant().getEpochSecond();
    }
}
