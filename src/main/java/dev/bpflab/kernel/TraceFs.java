package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's list of tracepoints. Where tracefs is mounted it is read there; where it is not, it is mounted for us
 * alone, on no path and only until {@link #close()}, so that nobody has to mount anything and nothing stays behind.
 */
final class TraceFs implements AutoCloseable {
    private static final List<Path> USUAL =
            List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

    private static final int CLOEXEC = 1;
    private static final int FSCONFIG_CMD_CREATE = 6;

    private final Path root;
    private final int mountFd;

    private TraceFs(Path root, int mountFd) {
        this.root = root;
        this.mountFd = mountFd;
    }

    /** Opens it; an {@link AttachFailure} when the kernel has none or does not let us see it. */
    static TraceFs open() {
        for (Path usual : USUAL) {
            if (Files.isDirectory(usual.resolve("events"))) {
                return new TraceFs(usual, -1);
            }
        }
        return mountDetached();
    }

    /** Mounts it on no path: fsopen(2), fsconfig(2) and fsmount(2), since Linux 5.2. */
    static TraceFs mountDetached() {
        NativeBuffer type = NativeBuffer.cString("tracefs");
        int context = NativeBuffer.holding(
                () -> Libc.result(Libc.syscall(SystemCall.FSOPEN.number(), type.address(), CLOEXEC, 0)), type);
        if (context < 0) {
            throw notMounted(context);
        }
        try {
            int result = Libc.result(Libc.syscall(SystemCall.FSCONFIG.number(), context, FSCONFIG_CMD_CREATE, 0, 0, 0));
            if (result < 0) {
                throw notMounted(result);
            }
            int mount = Libc.result(Libc.syscall(SystemCall.FSMOUNT.number(), context, CLOEXEC, 0));
            if (mount < 0) {
                throw notMounted(mount);
            }
            return new TraceFs(Path.of("/proc/self/fd/" + mount), mount);
        } finally {
            Libc.close(context);
        }
    }

    private static AttachFailure notMounted(int result) {
        Errno errno = Errno.ofResult(result);
        return switch (errno) {
            case EPERM, EACCES ->
                new AttachFailure(errno, "this user may not see the tracepoints", "run as root, or use --host sim");
            case ENODEV ->
                new AttachFailure(
                        errno, "this kernel has no tracefs", "use a kernel with CONFIG_TRACING, or --host sim");
            default ->
                new AttachFailure(Errno.ENOENT, "tracefs is not mounted", "mount -t tracefs nodev /sys/kernel/tracing");
        };
    }

    /** Returns the number by which perf_event_open(2) knows a tracepoint. */
    long id(Hook.Tracepoint tracepoint) {
        try {
            return Long.parseLong(read(tracepoint, "id").strip());
        } catch (NumberFormatException e) {
            throw new AttachFailure(Errno.EIO, "its id cannot be read: " + e.getMessage(), "");
        }
    }

    /** Returns the text that names the fields of a tracepoint's record. */
    String format(Hook.Tracepoint tracepoint) {
        return read(tracepoint, "format");
    }

    private String read(Hook.Tracepoint tracepoint, String file) {
        Path events = root.resolve("events");
        Path category = child(events, tracepoint.category());
        if (!Files.isDirectory(category)) {
            throw unknown("category", tracepoint.category(), events);
        }
        Path event = child(category, tracepoint.name());
        if (!Files.isDirectory(event)) {
            throw unknown("event in " + tracepoint.category(), tracepoint.name(), category);
        }
        try {
            return Files.readString(event.resolve(file));
        } catch (NoSuchFileException e) {
            throw unknown("event in " + tracepoint.category(), tracepoint.name(), category);
        } catch (IOException e) {
            throw new AttachFailure(Errno.EIO, "its " + file + " cannot be read: " + e.getMessage(), "");
        }
    }

    /** Returns a name's directory; for what is no name, a directory that does not exist. */
    private static Path child(Path parent, String name) {
        boolean plain = !name.isEmpty() && name.chars().noneMatch(c -> c == '/' || c == 0) && !name.startsWith(".");
        return parent.resolve(plain ? name : "no such name");
    }

    private static AttachFailure unknown(String what, String name, Path parent) {
        String cause = "there is no tracepoint " + what + " called '" + name + "'";
        try (Stream<Path> children = Files.list(parent)) {
            List<String> names = children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .toList();
            return new AttachFailure(
                    Errno.ENOENT, cause, "the nearest are " + String.join(", ", Nearest.of(name, names, 3)));
        } catch (IOException e) {
            return new AttachFailure(Errno.ENOENT, cause, "");
        }
    }

    /** Returns the failure for a name that no raw tracepoint has, with those that are nearest. */
    static AttachFailure unknownRawTracepoint(String name) {
        String cause = "there is no raw tracepoint called '" + name + "'";
        List<String> names = new ArrayList<>(List.of("sys_enter", "sys_exit"));
        try (TraceFs tracefs = open();
                Stream<Path> events = Files.walk(tracefs.root.resolve("events"), 2)) {
            // Names of single system calls are no tracepoints of their own, but what sys_enter and sys_exit are split
            // into.
            events.filter(event -> Files.exists(event.resolve("format")))
                    .map(event -> event.getFileName().toString())
                    .filter(event -> !event.matches("sys_(enter|exit)_.*"))
                    .forEach(names::add);
        } catch (AttachFailure | IOException | UncheckedIOException e) {
            return new AttachFailure(Errno.ENOENT, cause, "use sys_enter, for example");
        }
        return new AttachFailure(
                Errno.ENOENT, cause, "the nearest are " + String.join(", ", Nearest.of(name, names, 3)));
    }

    @Override
    public void close() {
        if (mountFd >= 0) {
            Libc.close(mountFd);
        }
    }
}
