package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;

/**
 * What the running kernel says when it is asked whether it has something.
 *
 * @param has whether it has it, or whether that cannot be known
 * @param why why not, or why it cannot be known, in words; empty when it has it
 */
public record KernelAnswer(Has has, String why) {
    /** The answers that there are. */
    public enum Has {
        YES,
        NO,
        /** The question was refused, for want of a right for example. */
        UNKNOWN
    }

    private static final KernelAnswer YES = new KernelAnswer(Has.YES, "");

    static KernelAnswer yes() {
        return YES;
    }

    static KernelAnswer no(String why) {
        return new KernelAnswer(Has.NO, why);
    }

    static KernelAnswer unknown(String why) {
        return new KernelAnswer(Has.UNKNOWN, why);
    }

    /** Returns what a failure says of a type: nothing when the question itself was refused. */
    static KernelAnswer refused(int result) {
        Errno errno = Errno.ofResult(result);
        return switch (errno) {
            case EPERM, EACCES -> unknown("this process may not ask (" + errno + ")");
            case ENOSYS -> no("this kernel has no bpf(2), or it is filtered (ENOSYS)");
            // E2BIG is what a kernel says to attributes that came after it.
            case EINVAL, E2BIG, ENOTSUPP, ENOTSUP -> no("not in this kernel (" + errno + ")");
            default -> unknown("the kernel says " + errno + " (" + errno.text() + ")");
        };
    }

    /** Returns whether the kernel has it. */
    public boolean isYes() {
        return has == Has.YES;
    }
}
