package dev.bpflab.sim;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkTarget;

/**
 * Attaches a program, by the kind of hook.
 *
 * @param kernel where
 * @param fds takes the descriptor
 * @param program to which the caller has a reference
 */
record Attaching(SimKernel kernel, FdTable fds, ProgramObject program) implements Hook.Visitor<AttachOutcome> {
    /** What perf_event_open(2) takes unless an administrator says otherwise. */
    private static final long MAX_SAMPLE_RATE = 100_000;

    @Override
    public AttachOutcome tracepoint(Hook.Tracepoint hook) {
        SimTracepoint tracepoint = kernel.tracepoints().find(hook);
        return tracepoint == null
                ? absent(hook, Tracepoints.nearest(hook))
                : at(hook, LinkObject.Kind.PERF_EVENT, tracepoint, LinkTarget.atTracepoint(hook.name()));
    }

    @Override
    public AttachOutcome rawTracepoint(Hook.RawTracepoint hook) {
        if (program.type() != hook.programType()) {
            return AttachOutcome.refused(hook, program.type(), Errno.EINVAL);
        }
        SimRawTracepoint tracepoint = kernel.tracepoints().find(hook);
        return tracepoint == null
                ? absent(hook, Tracepoints.nearest(hook))
                : at(hook, LinkObject.Kind.RAW_TRACEPOINT, tracepoint, LinkTarget.atRawTracepoint(hook.name()));
    }

    private static AttachOutcome absent(Hook hook, String nearest) {
        return AttachOutcome.failed(Errno.ENOENT, Tracepoints.absent(hook), nearest);
    }

    @Override
    public AttachOutcome xdp(Hook.Xdp hook) {
        SimInterface device = kernel.network().find(hook.device());
        return device == null
                ? noInterface(hook.device())
                : at(hook, LinkObject.Kind.XDP, device.xdp(hook.mode()), LinkTarget.atInterface(device.index()));
    }

    @Override
    public AttachOutcome tcx(Hook.Tcx hook) {
        SimInterface device = kernel.network().find(hook.device());
        return device == null
                ? noInterface(hook.device())
                : at(
                        hook,
                        LinkObject.Kind.TCX,
                        hook.direction() == Direction.INGRESS ? device.ingress() : device.egress(),
                        LinkTarget.atInterface(device.index(), hook.direction()));
    }

    @Override
    public AttachOutcome socketFilter(Hook.SocketFilter hook) {
        SimInterface device = kernel.network().find(hook.device());
        return device == null ? noInterface(hook.device()) : at(hook, LinkObject.Kind.SOCKET, device.sockets(), "");
    }

    @Override
    public AttachOutcome perfSampling(Hook.PerfSampling hook) {
        if (hook.pid() != Hook.PerfSampling.EVERY_PROCESS) {
            // Between two calls of a stage no process of the simulated machine is alive.
            return AttachOutcome.refused(hook, program.type(), Errno.ESRCH);
        }
        if (hook.hertz() > MAX_SAMPLE_RATE) {
            return AttachOutcome.failed(
                    Errno.EINVAL,
                    "the kernel samples at most at " + MAX_SAMPLE_RATE + " Hz",
                    "sample less often; see kernel.perf_event_max_sample_rate");
        }
        return at(hook, LinkObject.Kind.PERF_EVENT, kernel.clocks().at(hook.hertz()), LinkTarget.PERF_EVENT);
    }

    private AttachOutcome noInterface(String device) {
        return AttachOutcome.noInterface(device, kernel.network().interfaces());
    }

    private AttachOutcome at(Hook hook, LinkObject.Kind kind, AttachPoint point, String target) {
        if (program.type() != hook.programType()) {
            return AttachOutcome.refused(hook, program.type(), Errno.EINVAL);
        }
        int result = LinkObject.open(kernel, fds, kind, point, target, program);
        return result < 0
                ? AttachOutcome.refused(hook, program.type(), Errno.ofResult(result))
                : AttachOutcome.attached(result);
    }
}
