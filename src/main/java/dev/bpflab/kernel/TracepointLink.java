package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.kernel.BpfAttr.Command;
import dev.bpflab.kernel.TraceFs.AttachFailure;

/** Attaches programs to tracepoints: a perf event of the tracepoint, and a link that joins the program to it. */
final class TracepointLink {
    /** {@code struct perf_event_attr} of Linux 4.1, which every later kernel takes. */
    private static final int PERF_ATTR_SIZE = 112;

    private static final int PERF_TYPE_TRACEPOINT = 2;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    private static final long ANY_PROCESS = -1;

    /** A perf event of any process needs a CPU; the program still runs for the tracepoint's events on all of them. */
    private static final long CPU = 0;

    private static final long NO_GROUP = -1;

    private static final int BPF_PERF_EVENT = 41;

    /** {@code prog_fd}, {@code target_fd}, {@code attach_type}, {@code flags}, {@code perf_event.bpf_cookie}. */
    private static final int LINK_CREATE_SIZE = 24;

    private static final long IOC_ENABLE = 0x2400;
    private static final long IOC_SET_BPF = 0x4004_2408;

    private final DescriptorTable table;

    TracepointLink(DescriptorTable table) {
        this.table = table;
    }

    AttachOutcome attach(int programFd, Hook.Tracepoint tracepoint) {
        Descriptor program = table.acquire(programFd, Descriptor.Kind.PROGRAM);
        if (program == null) {
            return AttachOutcome.failed(
                    Errno.ofResult(table.refusal(programFd, Descriptor.Kind.PROGRAM)),
                    "the descriptor is no open program",
                    "load it again");
        }
        try (TraceFs tracefs = TraceFs.open()) {
            return attach(program, tracefs.id(tracepoint));
        } catch (AttachFailure e) {
            return e.outcome();
        } finally {
            program.release();
        }
    }

    private AttachOutcome attach(Descriptor program, long id) throws AttachFailure {
        int event = openEvent(id);
        int link = createLink(program.fd(), event);
        if (link >= 0) {
            // The link holds the event; one descriptor is all there is to close.
            Libc.close(event);
            return opened(link);
        }
        int result = joinByIoctl(program.fd(), event);
        if (result < 0) {
            Libc.close(event);
            ProgramType type = ProgramType.ofNumber(program.type()).orElse(ProgramType.TRACEPOINT);
            return AttachOutcome.refusedByTracepoint(Errno.ofResult(result), type);
        }
        return opened(event);
    }

    private AttachOutcome opened(int fd) throws AttachFailure {
        if (!table.add(Descriptor.link(fd))) {
            throw new AttachFailure(Errno.EBADF, "the host is closed", "");
        }
        return AttachOutcome.attached(fd);
    }

    private static int openEvent(long id) throws AttachFailure {
        NativeBuffer attr = NativeBuffer.allocate(PERF_ATTR_SIZE);
        attr.bytes().putInt(0, PERF_TYPE_TRACEPOINT).putInt(4, PERF_ATTR_SIZE).putLong(8, id);
        long call = Arch.current().perfEventOpen();
        int fd = NativeBuffer.holding(
                () -> Libc.result(Libc.syscall(call, attr.address(), ANY_PROCESS, CPU, NO_GROUP, PERF_FLAG_FD_CLOEXEC)),
                attr);
        if (fd >= 0) {
            return fd;
        }
        Errno errno = Errno.ofResult(fd);
        throw switch (errno) {
            case EPERM, EACCES ->
                new AttachFailure(
                        errno, "perf_event_open(2) is not allowed to this user", "run as root, or use --host sim");
            case ENOSYS -> new AttachFailure(errno, "this kernel has no perf_event_open(2)", "use --host sim");
            default -> new AttachFailure(errno, "perf_event_open(2): " + errno.text(), "");
        };
    }

    private static int createLink(int programFd, int event) {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, programFd).u32(4, event).u32(8, BPF_PERF_EVENT);
        return attr.call(Command.LINK_CREATE, LINK_CREATE_SIZE);
    }

    /** Joins a program to an event as kernels before 5.15 do it; it lasts as long as the event. */
    static int joinByIoctl(int programFd, int event) {
        int result = Libc.result(Libc.ioctl(event, IOC_SET_BPF, programFd));
        return result < 0 ? result : Libc.result(Libc.ioctl(event, IOC_ENABLE, 0));
    }
}
