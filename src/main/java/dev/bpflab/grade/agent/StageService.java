package dev.bpflab.grade.agent;

import static dev.bpflab.grade.agent.HostService.ended;
import static dev.bpflab.grade.agent.HostService.last;

import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.StageShapes;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Workspace;
import java.util.List;

/** Serves the calls that make things happen on the grader's own stage, where what happened is remembered. */
final class StageService {
    private final Workspace workspace;
    private long processes;
    private long packets;

    StageService(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Serves a call; returns whether it is one of these. */
    boolean serve(HostCall which, FieldReader call, FieldWriter answer) {
        switch (which) {
            case RUN_PROCESSES -> runProcesses(call.name(), last(call, call.i32()), answer);
            case RUN_EXEC_CHAIN -> runExecChain(call.name(), last(call, call.i32()), answer);
            case BURN_CPU ->
                StageShapes.PROCESS.write(answer, workspace.burnCpu(last(call, StageShapes.CPU_WORK.read(call))));
            case SLEEP_IN ->
                StageShapes.PROCESS.write(answer, workspace.sleepIn(last(call, StageShapes.SLEEP_WORK.read(call))));
            case INTERFACES -> answer.list(ended(call, workspace.stage().interfaces()), Shapes.INTERFACE.writer());
            case SEND_PACKETS -> send(last(call, call.list(WireLimits.ELEMENTS, StageShapes.PACKETS::read)));
            case COMM ->
                answer.maybe(workspace.stage().comm(last(call, call.i64())).orElse(null), FieldWriter::text);
            case HAS_TRAFFIC -> answer.bool(ended(call, workspace.hasTraffic()));
            case NEXT_TRAFFIC -> nextTraffic(last(call, call.i32()), answer);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void runProcesses(String command, int times, FieldWriter answer) {
        processes = counted("run '" + command + "'", processes, times, WireLimits.PROCESSES, "processes");
        answer.list(workspace.runProcesses(command, times), StageShapes.PROCESS.writer());
    }

    private void runExecChain(String command, int execs, FieldWriter answer) {
        processes = counted("run '" + command + "'", processes, execs, WireLimits.PROCESSES, "executions");
        StageShapes.PROCESS.write(answer, workspace.runExecChain(command, execs));
    }

    private void send(List<Packets> sent) {
        long count = sent.stream().mapToLong(Packets::count).sum();
        packets = counted("send packets", packets, count, WireLimits.PACKETS, "packets");
        workspace.sendPackets(sent);
    }

    private void nextTraffic(int count, FieldWriter answer) {
        counted("send traffic", packets, count, WireLimits.PACKETS, "packets");
        answer.list(workspace.traffic().next(count), StageShapes.PACKETS.writer());
    }

    /** Returns how many there are with these; a submission may have ten times as many in all as in one call. */
    private static long counted(String operation, long before, long more, int most, String what) {
        if (more > most || before + Math.max(0, more) > 10L * most) {
            throw new BpfException(
                    operation,
                    Errno.E2BIG,
                    more + " " + what + " are too many while a submission is graded",
                    "use " + most + " or fewer at once, and " + 10L * most + " in all");
        }
        return before + Math.max(0, more);
    }
}
