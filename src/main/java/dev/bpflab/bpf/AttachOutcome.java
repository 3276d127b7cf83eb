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
}
