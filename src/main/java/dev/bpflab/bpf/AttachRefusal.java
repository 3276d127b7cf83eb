package dev.bpflab.bpf;

import java.util.Locale;

/** What the kernel means when it refuses to attach a program, by hook and errno, as measured on Linux 6.18. */
final class AttachRefusal implements Hook.Visitor<AttachOutcome> {
    private static final String CLOSE_FIRST = "close that link first, or load the program once more";

    private final Errno errno;

    private AttachRefusal(Errno errno) {
        this.errno = errno;
    }

    static AttachOutcome of(Hook hook, ProgramType type, Errno errno) {
        if (type != hook.programType() && errno == Errno.EINVAL) {
            return AttachOutcome.failed(
                    errno, type.aProgram() + " does not fit there", "load it as " + hook.programType());
        }
        return switch (errno) {
            case EPERM -> failed(errno, "this user may not attach programs there", "run as root, or use --host sim");
            case EBADF -> failed(errno, "the host is closed", "open another one");
            case EMFILE, ENFILE -> failed(errno, "too many files are open", "close links that are not used");
            default -> hook.accept(new AttachRefusal(errno));
        };
    }

    private static AttachOutcome failed(Errno errno, String cause, String remedy) {
        return AttachOutcome.failed(errno, cause, remedy);
    }

    private AttachOutcome otherwise() {
        return failed(errno, errno.text().toLowerCase(Locale.ROOT), "");
    }

    @Override
    public AttachOutcome tracepoint(Hook.Tracepoint hook) {
        return switch (errno) {
            case EACCES ->
                failed(
                        errno,
                        "the program reads its context behind the end of this tracepoint's record",
                        "fields(tracepoint(\"" + hook.category() + "\", \"" + hook.name() + "\")) shows the offsets");
            case EEXIST -> failed(errno, "the program is attached to this tracepoint already", CLOSE_FIRST);
            case E2BIG -> failed(errno, "64 programs are attached to the tracepoint already", "detach some");
            default -> otherwise();
        };
    }

    @Override
    public AttachOutcome rawTracepoint(Hook.RawTracepoint hook) {
        return switch (errno) {
            case EINVAL ->
                failed(
                        errno,
                        "the program reads more arguments than this tracepoint has",
                        "read fewer; each is eight bytes");
            case EEXIST ->
                failed(
                        errno,
                        "the program is attached there already",
                        "load it again: this kernel attaches a program to a raw tracepoint once");
            case ENOENT -> failed(errno, "there is no raw tracepoint called '" + hook.name() + "'", "");
            default -> otherwise();
        };
    }

    @Override
    public AttachOutcome xdp(Hook.Xdp hook) {
        return switch (errno) {
            case EBUSY ->
                failed(
                        errno,
                        "another program is attached to " + hook.device() + " already",
                        "close its link first: an interface has one XDP program");
            case EEXIST ->
                failed(
                        errno,
                        "a program is attached to " + hook.device() + " in the other mode already",
                        "close its link first: an interface has one XDP program");
            case ERANGE ->
                failed(
                        errno,
                        "frames may be larger there than native XDP takes",
                        "use xdp(\"" + hook.device() + "\"), or attach before large packets are sent");
            case ENOTSUP ->
                failed(
                        errno,
                        "the driver of " + hook.device() + " has no native XDP",
                        "use xdp(\"" + hook.device() + "\")");
            default -> otherwise();
        };
    }

    @Override
    public AttachOutcome tcx(Hook.Tcx hook) {
        return switch (errno) {
            case EEXIST -> failed(errno, "the program is attached there already", CLOSE_FIRST);
            case ERANGE -> failed(errno, "63 programs are attached there already", "detach some");
            case EINVAL -> failed(errno, "this kernel has no TCX", "it came with Linux 6.6; use --host sim");
            default -> otherwise();
        };
    }

    @Override
    public AttachOutcome perfSampling(Hook.PerfSampling hook) {
        return switch (errno) {
            case ESRCH -> failed(errno, "there is no process " + hook.pid(), "name one that runs");
            case EACCES -> failed(errno, "this user may not sample there", "run as root, or use --host sim");
            default -> otherwise();
        };
    }

    @Override
    public AttachOutcome socketFilter(Hook.SocketFilter hook) {
        return otherwise();
    }
}
