package dev.bpflab.bpf;

import java.util.function.Predicate;

/** Says in words why a path of a BPF file system could not be pinned, opened or unpinned, and what to do about it. */
final class PinFailures {
    static final String DIRECTORY = "/sys/fs/bpf";

    /** What is done with a path. */
    enum Use {
        PIN,
        OPEN,
        UNPIN
    }

    private record Attempt(Use use, String path) {
        boolean isRightBelowTheUsualDirectory() {
            return path.startsWith(DIRECTORY + "/") && path.indexOf('/', DIRECTORY.length() + 1) < 0;
        }

        boolean hasDot() {
            return path.substring(path.lastIndexOf('/') + 1).indexOf('.') >= 0;
        }
    }

    private static final String MOUNT = "mount -t bpf bpf " + DIRECTORY;

    private static final FailureTable<Attempt> TABLE = new FailureTable<Attempt>((text, attempt) -> text)
            .row(
                    Errno.ENOENT,
                    doing(Use.PIN).and(Attempt::isRightBelowTheUsualDirectory),
                    "the BPF file system is not mounted",
                    MOUNT)
            .row(
                    Errno.ENOENT,
                    doing(Use.PIN),
                    "the directory does not exist",
                    "make it with mkdir, in " + DIRECTORY + " or another BPF file system")
            .row(
                    Errno.ENOENT,
                    Attempt::isRightBelowTheUsualDirectory,
                    "nothing is pinned there",
                    "see ls " + DIRECTORY + "; if that is empty: is it mounted? " + MOUNT)
            .row(Errno.ENOENT, "nothing is pinned there", "see ls " + DIRECTORY)
            .row(Errno.EEXIST, "the path is taken", "unpin what is there, or use another path")
            .row(
                    Errno.EPERM,
                    Attempt::hasDot,
                    "names with a dot are kept for the kernel's own use",
                    "leave the dot out")
            .row(
                    Errno.EPERM,
                    doing(Use.PIN),
                    "the directory is in no BPF file system",
                    "pin below " + DIRECTORY + ", mounted by " + MOUNT)
            .row(Errno.EPERM, doing(Use.UNPIN), "it is no pin: it is in no BPF file system", "rm removes files")
            .row(Errno.EPERM, "the kernel does not allow it to this user", "run as root")
            .row(Errno.EACCES, doing(Use.OPEN), "it is no pin, or it is not yours", "see ls -l " + DIRECTORY)
            .row(Errno.EACCES, "this user may not write to the directory", "run as root")
            .row(Errno.ENOTDIR, "a part of the path is a pin, not a directory", "leave out what follows it")
            .row(Errno.EISDIR, "it is a directory", "rmdir removes it")
            .row(Errno.ENAMETOOLONG, "the name is too long", "use at most 255 bytes")
            .row(
                    Errno.EINVAL,
                    doing(Use.OPEN),
                    "both rights were taken away, or the path has a NUL in it",
                    "use RDONLY or WRONLY or none")
            .row(
                    Errno.EINVAL,
                    "the kernel cannot pin it",
                    "links are pinned since Linux 5.7, of tracepoints since 5.15")
            .row(Errno.EBADF, "the workspace is closed", "open another one");

    private PinFailures() {}

    static BpfException of(String operation, Use use, String path, Errno errno) {
        return TABLE.of(operation, errno, new Attempt(use, path));
    }

    private static Predicate<Attempt> doing(Use use) {
        return attempt -> attempt.use == use;
    }
}
