package dev.bpflab.bpf;

import java.util.List;
import java.util.stream.Collectors;

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

    /** Returns the failure when a hook does not take a program of this type, with what the kernel means by it. */
    public static AttachOutcome refused(Hook hook, ProgramType type, Errno errno) {
        return AttachRefusal.of(hook, type, errno);
    }

    /** Returns the failure for an interface that a stage does not have. */
    public static AttachOutcome noInterface(String device, List<NetInterface> known) {
        String names = known.stream().map(NetInterface::name).collect(Collectors.joining(", "));
        return failed(Errno.ENODEV, "the stage has no interface '" + device + "'", "use one of " + names);
    }
}
