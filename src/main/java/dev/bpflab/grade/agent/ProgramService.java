package dev.bpflab.grade.agent;

import static dev.bpflab.grade.agent.HostService.last;

import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.TestRun;
import java.util.ArrayList;
import java.util.List;

/** Serves the calls that run programs or ask about them; none runs one without end. */
final class ProgramService {
    private static final int RACERS = 16;

    private final BpfHost host;

    ProgramService(BpfHost host) {
        this.host = host;
    }

    /** Serves a call; returns whether it is one of these. */
    boolean serve(HostCall which, FieldReader call, FieldWriter answer) {
        switch (which) {
            case PROGRAM_ID -> answer.i32(host.programId(last(call, call.i32())));
            case TEST_RUN ->
                Shapes.RAN.write(answer, host.testRun(call.i32(), bounded(last(call, Shapes.TEST_RUN.read(call)))));
            case RACE -> race(call, answer);
            case LINK_INFO -> answer.maybe(host.linkInfo(last(call, call.i32())), Shapes.LINK_INFO.writer());
            case TRACEPOINT_FORMAT ->
                answer.text(host.tracepointFormat(new Hook.Tracepoint(call.name(), last(call, call.name()))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void race(FieldReader call, FieldWriter answer) {
        List<Racer> racers = new ArrayList<>();
        for (Racer.OnCpu racer : call.list(RACERS, Shapes.RACER::read)) {
            racers.add(new Racer.OnCpu(racer.cpu(), racer.programFd(), bounded(racer.run())));
        }
        Schedule schedule = last(call, Shapes.SCHEDULE.read(call));
        if (schedule.seed().isEmpty()) {
            throw new BpfException(
                    "race", Errno.ENOTSUP, "a submission is graded without real threads", "draw turns from a seed");
        }
        Shapes.RACED.write(answer, host.race(racers, schedule));
    }

    private static TestRun bounded(TestRun run) {
        if (run.repeat() > WireLimits.REPEATS) {
            throw new BpfException(
                    "test-run",
                    Errno.E2BIG,
                    run.repeat() + " runs at once are too many while a submission is graded",
                    "use " + WireLimits.REPEATS + " or fewer");
        }
        return run;
    }
}
