package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes the file system from a process but for what it may read, where the kernel has Landlock (landlock(7), Linux 5.13). */
public final class Landlock implements AutoCloseable {
    private static final int CREATE_RULESET_VERSION = 1;
    private static final int RULE_PATH_BENEATH = 1;
    private static final int O_PATH_CLOEXEC = 0x28_0000;

    private static final long EXECUTE = 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIR = 1 << 3;

    /** Every right to files of the first version; REFER, TRUNCATE and IOCTL_DEV came with versions 2, 3 and 5. */
    private static final long FIRST_RIGHTS = (1 << 13) - 1;

    private static final long NETWORK_RIGHTS = 3;
    private static final long SCOPES = 3;
    private static final int NETWORK_VERSION = 4;
    private static final int SCOPE_VERSION = 6;

    private final int ruleset;

    private Landlock(int ruleset) {
        this.ruleset = ruleset;
    }

    /** Returns the version of the kernel's Landlock; 0 when it has none, or it is switched off. */
    public static int version() {
        return Math.max(
                0,
                Libc.result(Libc.syscall(SystemCall.LANDLOCK_CREATE_RULESET.number(), 0, 0, CREATE_RULESET_VERSION)));
    }

    /** Makes the rules: these files and folders, with what is in them, may be read and executed; what does not exist is left out. */
    static Landlock reading(String operation, List<Path> readable) {
        int version = version();
        NativeBuffer attributes = NativeBuffer.allocate(3 * Long.BYTES);
        attributes.bytes().putLong(0, rights(version));
        attributes.bytes().putLong(Long.BYTES, version >= NETWORK_VERSION ? NETWORK_RIGHTS : 0);
        attributes.bytes().putLong(2 * Long.BYTES, version >= SCOPE_VERSION ? SCOPES : 0);
        int size = Long.BYTES * (version >= SCOPE_VERSION ? 3 : version >= NETWORK_VERSION ? 2 : 1);
        int fd = NativeBuffer.holding(
                () -> Libc.result(
                        Libc.syscall(SystemCall.LANDLOCK_CREATE_RULESET.number(), attributes.address(), size, 0)),
                attributes);
        check(operation, fd, "landlock_create_ruleset(2)");
        Landlock landlock = new Landlock(fd);
        try {
            readable.stream().filter(Files::exists).forEach(path -> landlock.allow(operation, path));
            return landlock;
        } catch (BpfException e) {
            landlock.close();
            throw e;
        }
    }

    private static long rights(int version) {
        long rights = FIRST_RIGHTS;
        rights |= version >= 2 ? 1 << 13 : 0;
        rights |= version >= 3 ? 1 << 14 : 0;
        return rights | (version >= 5 ? 1 << 15 : 0);
    }

    private void allow(String operation, Path path) {
        NativeBuffer name = NativeBuffer.cString(path.toString());
        int file = NativeBuffer.holding(() -> Libc.result(Libc.open(name.address(), O_PATH_CLOEXEC)), name);
        check(operation, file, "open " + path);
        long rights = Files.isDirectory(path) ? EXECUTE | READ_FILE | READ_DIR : EXECUTE | READ_FILE;
        NativeBuffer rule = NativeBuffer.allocate(Long.BYTES + Integer.BYTES);
        rule.bytes().putLong(0, rights);
        rule.bytes().putInt(Long.BYTES, file);
        try {
            int result = NativeBuffer.holding(
                    () -> Libc.result(Libc.syscall(
                            SystemCall.LANDLOCK_ADD_RULE.number(), ruleset, RULE_PATH_BENEATH, rule.address(), 0, 0)),
                    rule);
            check(operation, result, "landlock_add_rule(2) for " + path);
        } finally {
            Libc.close(file);
        }
    }

    private static void check(String operation, int result, String what) {
        if (result < 0) {
            Errno errno = Errno.ofResult(result);
            throw new BpfException(operation, errno, what + ": " + errno.text(), null);
        }
    }

    int ruleset() {
        return ruleset;
    }

    @Override
    public void close() {
        Libc.close(ruleset);
    }
}
