package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the BPF file system does not say by bpf(2): what a pin was, and how to take it away. */
final class BpfFs {
    private static final long MAGIC = 0xcafe_4a11L;

    /** {@code struct statfs} with room to spare; its first field, a long, is the kind of file system. */
    private static final int STATFS_SIZE = 256;

    /** What the files behind descriptors are called: {@code anon_inode:bpf-map}. */
    private static final Map<String, ObjectKind> NAMES = Map.of(
            "bpf-map", ObjectKind.MAP,
            "bpf-prog", ObjectKind.PROGRAM,
            "bpf_link", ObjectKind.LINK,
            "bpf-link", ObjectKind.LINK);

    private BpfFs() {}

    /** Returns what a descriptor stands for, as /proc tells it; null when it does not. */
    static @Nullable ObjectKind kindOf(int fd) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
            return NAMES.entrySet().stream()
                    .filter(name -> target.contains(name.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** Removes a name from a BPF file system; -EPERM for one that is in another. */
    static int unlink(String path) {
        if (path.indexOf('\0') >= 0) {
            return Errno.EINVAL.result();
        }
        long system = fileSystem(directoryOf(path));
        if (system >= 0 && system != MAGIC) {
            long there = fileSystem(path);
            return there < 0 ? (int) there : Errno.EPERM.result();
        }
        NativeBuffer name = NativeBuffer.cString(path);
        return NativeBuffer.holding(() -> Libc.result(Libc.unlink(name.address())), name);
    }

    private static String directoryOf(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int slash = path.lastIndexOf('/', end - 1);
        return slash < 0 ? "." : path.substring(0, slash + 1);
    }

    /** Returns the number of the kind of file system that a path is in, or a negated errno. */
    private static long fileSystem(String path) {
        NativeBuffer name = NativeBuffer.cString(path);
        NativeBuffer stat = NativeBuffer.allocate(STATFS_SIZE);
        int result = NativeBuffer.holding(() -> Libc.result(Libc.statfs(name.address(), stat.address())), name, stat);
        return result < 0 ? result : stat.bytes().getLong(0);
    }
}
