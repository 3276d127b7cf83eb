package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.kernel.BpfAttr.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens perf events and joins programs to them. */
final class PerfEvents {
    /** {@code struct perf_event_attr} of Linux 4.1, which every later kernel takes. */
    private static final int ATTR_SIZE = 112;

    private static final int TYPE_SOFTWARE = 1;
    private static final int TYPE_TRACEPOINT = 2;
    private static final long COUNT_CPU_CLOCK = 0;
    /** {@code freq} of the attributes' bit field: the period is given as a frequency. */
    private static final long FREQ = 1 << 10;

    private static final long FD_CLOEXEC = 8;
    private static final int ANY = -1;
    private static final long NO_GROUP = -1;

    /** {@code prog_fd}, {@code target_fd}, {@code attach_type}, {@code flags}, {@code perf_event.bpf_cookie}. */
    private static final int LINK_CREATE_SIZE = 24;

    private static final long IOC_SET_BPF = 0x4004_2408;

    private static final Path MAX_RATE = Path.of("/proc/sys/kernel/perf_event_max_sample_rate");

    private PerfEvents() {}

    /** Joins a program to the event of a tracepoint; returns the descriptor that keeps them joined, or a negated errno. */
    static int atTracepoint(int programFd, long id) {
        // An event of any process needs a CPU; the program still runs for the tracepoint's events on all of them.
        return joined(programFd, open(TYPE_TRACEPOINT, id, 0, 0, ANY, 0));
    }

    /**
     * Joins a program to the clock of each CPU that is online, or to that of a process; returns the descriptors that keep
     * them joined, or one negated errno.
     */
    static List<Integer> sampling(int programFd, Hook.PerfSampling hook) {
        List<Integer> joined = new ArrayList<>();
        for (int cpu : hook.pid() == Hook.PerfSampling.EVERY_PROCESS ? CpuList.online() : List.of(ANY)) {
            int result = joined(programFd, open(TYPE_SOFTWARE, COUNT_CPU_CLOCK, hook.hertz(), FREQ, hook.pid(), cpu));
            if (result < 0) {
                joined.forEach(Libc::close);
                return List.of(result);
            }
            joined.add(result);
        }
        return joined;
    }

    /** Returns how many samples a second the kernel takes at most, which it lowers by itself when sampling takes too long. */
    static String maxSampleRate() {
        try {
            return ProcFile.text(MAX_RATE);
        } catch (IOException e) {
            return "some";
        }
    }

    private static int open(int type, long config, long frequency, long flags, long pid, long cpu) {
        NativeBuffer attr = NativeBuffer.allocate(ATTR_SIZE);
        attr.bytes().putInt(0, type).putInt(4, ATTR_SIZE).putLong(8, config).putLong(16, frequency);
        attr.bytes().putLong(40, flags);
        long call = SystemCall.PERF_EVENT_OPEN.number();
        int fd = NativeBuffer.holding(
                () -> Libc.result(Libc.syscall(call, attr.address(), pid, cpu, NO_GROUP, FD_CLOEXEC)), attr);
        Errno errno = fd < 0 ? Errno.ofResult(fd) : Errno.EIO;
        return switch (errno) {
            case EPERM, EACCES ->
                throw new AttachFailure(
                        errno, "perf_event_open(2) is not allowed to this user", "run as root, or use --host sim");
            case ENOSYS -> throw new AttachFailure(errno, "this kernel has no perf_event_open(2)", "use --host sim");
            default -> fd;
        };
    }

    /** Joins by a link, which then holds the event, or else by the event itself; closes the event where that fails. */
    private static int joined(int programFd, int event) {
        if (event < 0) {
            return event;
        }
        int link = createLink(programFd, event);
        if (link >= 0) {
            Libc.close(event);
            return link;
        }
        int result = joinByIoctl(programFd, event);
        if (result < 0) {
            Libc.close(event);
            return result;
        }
        return event;
    }

    private static int createLink(int programFd, int event) {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, programFd).u32(4, event).u32(8, AttachType.PERF_EVENT.number());
        return attr.call(Command.LINK_CREATE, LINK_CREATE_SIZE);
    }

    /** Joins a program to an event as kernels before 5.15 do it; it lasts as long as the event. */
    private static int joinByIoctl(int programFd, int event) {
        return Libc.result(Libc.ioctl(event, IOC_SET_BPF, programFd));
    }
}
