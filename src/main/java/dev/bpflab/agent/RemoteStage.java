package dev.bpflab.agent;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.Stage;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.traffic.TrafficSource;
import java.util.List;
import java.util.Optional;

/** The grader's stage, called over the pipe. */
final class RemoteStage implements Stage {
    private final Calls calls;

    RemoteStage(Calls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public List<StartedProcess> runProcesses(String command, int times) {
        FieldWriter to = new FieldWriter().text(command).i32(times);
        return calls.call(
                HostCall.RUN_PROCESSES,
                to,
                from -> List.copyOf(from.list(WireLimits.PROCESSES, StageShapes.PROCESS::read)));
    }

    @Override
    public StartedProcess runExecChain(String command, int execs) {
        FieldWriter to = new FieldWriter().text(command).i32(execs);
        return calls.call(HostCall.RUN_EXEC_CHAIN, to, StageShapes.PROCESS::read);
    }

    @Override
    public List<NetInterface> interfaces() {
        return calls.call(
                HostCall.INTERFACES, from -> List.copyOf(from.list(WireLimits.ELEMENTS, Shapes.INTERFACE::read)));
    }

    @Override
    public void sendPackets(Packets packets) {
        sendPackets(List.of(packets));
    }

    @Override
    public void sendPackets(List<Packets> packets) {
        FieldWriter to = new FieldWriter().list(packets, StageShapes.PACKETS.writer());
        calls.call(HostCall.SEND_PACKETS, to, from -> "");
    }

    @Override
    public StartedProcess burnCpu(CpuWork work) {
        FieldWriter to = new FieldWriter();
        StageShapes.CPU_WORK.write(to, work);
        return calls.call(HostCall.BURN_CPU, to, StageShapes.PROCESS::read);
    }

    @Override
    public Optional<String> comm(long pid) {
        return calls.call(
                HostCall.COMM, new FieldWriter().i64(pid), from -> Optional.ofNullable(from.maybe(FieldReader::name)));
    }

    @Override
    public StartedProcess sleepIn(SleepWork work) {
        FieldWriter to = new FieldWriter();
        StageShapes.SLEEP_WORK.write(to, work);
        return calls.call(HostCall.SLEEP_IN, to, StageShapes.PROCESS::read);
    }

    /** Returns where the grader's traffic comes from. */
    TrafficSource traffic() {
        return new TrafficSource() {
            @Override
            public boolean isSilent() {
                return !calls.call(HostCall.HAS_TRAFFIC, FieldReader::bool);
            }

            @Override
            public List<Packets> next(int count) {
                return calls.call(
                        HostCall.NEXT_TRAFFIC,
                        new FieldWriter().i32(count),
                        from -> List.copyOf(from.list(WireLimits.ELEMENTS, StageShapes.PACKETS::read)));
            }
        };
    }

    /** The stage ends with its grader's session. */
    @Override
    public void close() {}
}
