package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgramType;
import java.util.List;

/** Attaches programs: for each kind of hook what makes a descriptor that keeps the program there until it is closed. */
final class Attacher {
    private final DescriptorTable table;
    private final StageNetwork network;

    Attacher(DescriptorTable table, StageNetwork network) {
        this.table = table;
        this.network = network;
    }

    AttachOutcome attach(int programFd, Hook hook) {
        Descriptor program = table.acquire(programFd, ObjectKind.PROGRAM);
        if (program == null) {
            return AttachOutcome.failed(
                    Errno.ofResult(table.refusal(programFd, ObjectKind.PROGRAM)),
                    "the descriptor is no open program",
                    "load it again");
        }
        try {
            ProgramType type = ProgramType.ofNumber(program.type()).orElse(hook.programType());
            List<Integer> fds = hook.accept(new Opening(programFd, type));
            int first = fds.get(0);
            if (first < 0) {
                return AttachOutcome.refused(hook, type, Errno.ofResult(first));
            }
            return table.add(Descriptor.link(first, fds.subList(1, fds.size())))
                    ? AttachOutcome.attached(first)
                    : AttachOutcome.refused(hook, type, Errno.EBADF);
        } catch (AttachFailure e) {
            return e.outcome();
        } catch (BpfException e) {
            return AttachOutcome.failed(e.errno(), e.reason(), e.remedy() == null ? "" : e.remedy());
        } finally {
            program.release();
        }
    }

    /** Opens the descriptors, or one negated errno. */
    private final class Opening implements Hook.Visitor<List<Integer>> {
        private final int programFd;
        private final ProgramType type;

        Opening(int programFd, ProgramType type) {
            this.programFd = programFd;
            this.type = type;
        }

        @Override
        public List<Integer> tracepoint(Hook.Tracepoint hook) {
            try (TraceFs tracefs = TraceFs.open()) {
                return List.of(PerfEvents.atTracepoint(programFd, tracefs.id(hook)));
            }
        }

        @Override
        public List<Integer> rawTracepoint(Hook.RawTracepoint hook) {
            int result = LinkCommands.rawTracepoint(programFd, hook.name());
            if (result == Errno.ENOENT.result()) {
                throw TraceFs.unknownRawTracepoint(hook.name());
            }
            return List.of(result);
        }

        @Override
        public List<Integer> xdp(Hook.Xdp hook) {
            return List.of(network.at(hook.device(), index -> LinkCommands.xdp(programFd, index, hook.mode())));
        }

        @Override
        public List<Integer> tcx(Hook.Tcx hook) {
            return List.of(network.at(hook.device(), index -> LinkCommands.tcx(programFd, index, hook.direction())));
        }

        @Override
        public List<Integer> perfSampling(Hook.PerfSampling hook) {
            List<Integer> fds = PerfEvents.sampling(programFd, hook);
            if (fds.get(0) == Errno.EINVAL.result() && type == hook.programType()) {
                throw new AttachFailure(
                        Errno.EINVAL,
                        "the kernel samples at most at " + PerfEvents.maxSampleRate() + " Hz",
                        "sample less often; see kernel.perf_event_max_sample_rate");
            }
            return fds;
        }

        @Override
        public List<Integer> socketFilter(Hook.SocketFilter hook) {
            return List.of(network.at(hook.device(), index -> PacketSocket.filtered(programFd, index)));
        }
    }
}
