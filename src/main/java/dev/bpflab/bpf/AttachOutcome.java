package dev.bpflab.bpf;

/**
 * What came of attaching a program.
 *
 * @param result the link's file descriptor, or a negated errno
 * @param cause why it failed, in words; empty on success
 * @param remedy what to do about it; empty when there is nothing
 */
public record AttachOutcome(int result, String cause, String remedy) {
    /** Returns a success. */
    public static AttachOutcome attached(int fd) {
        return new AttachOutcome(fd, "", "");
    }

    /** Returns a failure. */
    public static AttachOutcome failed(Errno errno, String cause, String remedy) {
        return new AttachOutcome(errno.result(), cause, remedy);
    }

    /** Returns the failure when a tracepoint does not take a program of this type, with what the kernel means by it. */
    public static AttachOutcome refusedByTracepoint(Errno errno, ProgramType type) {
        if (type != ProgramType.TRACEPOINT) {
            return failed(
                    errno, "a " + type.kernelName() + " program does not fit a tracepoint", "load it as TRACEPOINT");
        }
        return switch (errno) {
            case EACCES ->
                failed(
                        errno,
                        "the program reads its context behind the end of this tracepoint's record",
                        "see the tracepoint's format file for the offsets");
            case EEXIST ->
                failed(
                        errno,
                        "the program is attached to this tracepoint already",
                        "close that link first, or load the program once more");
            case E2BIG -> failed(errno, "64 programs are attached to the tracepoint already", "detach some");
            case EBADF -> failed(errno, "the host is closed", "open another one");
            default -> failed(errno, errno.text(), "");
        };
    }
}
