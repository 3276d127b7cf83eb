package dev.bpflab.agent;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.StartedProcess;
import java.time.Duration;

/** How what the stage does, and where programs are attached, lies in a message. */
public final class StageShapes {
    public static final Shapes<StartedProcess> PROCESS = new Shapes<>(
            (to, process) -> to.i64(process.pid()).text(process.comm()).i32(process.execs()),
            from -> new StartedProcess(from.i64(), from.name(), from.i32()));

    public static final Shapes<Packets> PACKETS = new Shapes<>(
            (to, packets) -> to.list(packets.sizes(), (fields, size) -> fields.i32(size))
                    .i32(packets.times())
                    .constant(packets.protocol())
                    .constant(packets.direction()),
            from -> new Packets(
                    from.list(WireLimits.ELEMENTS, FieldReader::i32),
                    from.i32(),
                    from.constant(Protocol.values()),
                    from.constant(Direction.values())));

    public static final Shapes<CpuWork> CPU_WORK = new Shapes<>(
            (to, work) -> duration(to.text(work.function()), work.cpuTime()),
            from -> new CpuWork(from.name(), duration(from)));

    public static final Shapes<SleepWork> SLEEP_WORK = new Shapes<>(
            (to, work) -> duration(to.text(work.function()).i32(work.times()), work.each()),
            from -> new SleepWork(from.name(), from.i32(), duration(from)));

    public static final Shapes<Hook> HOOK =
            new Shapes<>((to, hook) -> hook.accept(new HookWriter(to)), StageShapes::hook);

    private StageShapes() {}

    private static void duration(FieldWriter to, Duration duration) {
        to.i64(duration.getSeconds()).i32(duration.getNano());
    }

    private static Duration duration(FieldReader from) {
        long seconds = from.i64();
        int nanos = from.between(0, 999_999_999, "nanoseconds of");
        if (seconds < 0 || seconds > Integer.MAX_VALUE) {
            throw new WireException("a time of " + seconds + " seconds");
        }
        return Duration.ofSeconds(seconds, nanos);
    }

    private enum HookKind {
        TRACEPOINT,
        RAW_TRACEPOINT,
        XDP,
        TCX,
        PERF,
        SOCKET_FILTER
    }

    private static Hook hook(FieldReader from) {
        return switch (from.constant(HookKind.values())) {
            case TRACEPOINT -> new Hook.Tracepoint(from.name(), from.name());
            case RAW_TRACEPOINT -> new Hook.RawTracepoint(from.name());
            case XDP -> new Hook.Xdp(from.name(), from.constant(Hook.Xdp.Mode.values()));
            case TCX -> new Hook.Tcx(from.name(), from.constant(Direction.values()));
            case PERF -> new Hook.PerfSampling(from.i64(), from.i64());
            case SOCKET_FILTER -> new Hook.SocketFilter(from.name());
        };
    }

    private record HookWriter(FieldWriter to) implements Hook.Visitor<FieldWriter> {
        @Override
        public FieldWriter tracepoint(Hook.Tracepoint hook) {
            return to.constant(HookKind.TRACEPOINT).text(hook.category()).text(hook.name());
        }

        @Override
        public FieldWriter rawTracepoint(Hook.RawTracepoint hook) {
            return to.constant(HookKind.RAW_TRACEPOINT).text(hook.name());
        }

        @Override
        public FieldWriter xdp(Hook.Xdp hook) {
            return to.constant(HookKind.XDP).text(hook.device()).constant(hook.mode());
        }

        @Override
        public FieldWriter tcx(Hook.Tcx hook) {
            return to.constant(HookKind.TCX).text(hook.device()).constant(hook.direction());
        }

        @Override
        public FieldWriter perfSampling(Hook.PerfSampling hook) {
            return to.constant(HookKind.PERF).i64(hook.hertz()).i64(hook.pid());
        }

        @Override
        public FieldWriter socketFilter(Hook.SocketFilter hook) {
            return to.constant(HookKind.SOCKET_FILTER).text(hook.device());
        }
    }
}
