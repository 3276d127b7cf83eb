package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The races of a workspace: what is checked before one begins, and what is said when it fails. */
final class Races {
    /** An ordinary small packet, for programs that do not look at it. */
    private static final int PACKET = 64;

    private final Workspace workspace;
    private final AtomicLong lastSeed = new AtomicLong();

    Races(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Returns turns from the next seed: 1 in the first race of a workspace, 2 in the next. */
    Schedule next() {
        return Schedule.seeded(lastSeed.incrementAndGet());
    }

    Racer onCpu(int cpu, BpfProgram program, int runs, byte... data) {
        String operation = "race program " + program.id();
        if (runs < 1) {
            throw new BpfException(operation, Errno.EINVAL, "it cannot run " + runs + " times", "use 1 or more");
        }
        byte[] packet = data.length == 0 ? new byte[PACKET] : data;
        return new Racer.OnCpu(cpu, program.fdIn(workspace, operation), new TestRun(packet, new byte[0], runs));
    }

    RaceOutcome run(BpfProgram program, int cpus, int runsPerCpu, Schedule schedule) {
        if (cpus < 1) {
            throw new BpfException(
                    "race program " + program.id(),
                    Errno.EINVAL,
                    "it cannot run on " + cpus + " CPUs",
                    "use 1 or more");
        }
        // More than there are is refused for its first CPU that does not exist.
        List<Racer> racers = new ArrayList<>();
        for (int cpu = 0; cpu < Math.min(cpus, workspace.host().possibleCpus() + 1); cpu++) {
            racers.add(onCpu(cpu, program, runsPerCpu));
        }
        return run(racers, schedule);
    }

    RaceOutcome run(List<Racer> racers, Schedule schedule) {
        RaceOutcome outcome = workspace.host().race(racers, schedule);
        for (int i = 0; i < racers.size(); i++) {
            TestRunOutcome run = outcome.runs().get(i);
            if (run.result() < 0 && racers.get(i) instanceof Racer.OnCpu program) {
                throw failure(program, run);
            }
        }
        return outcome;
    }

    private BpfException failure(Racer.OnCpu racer, TestRunOutcome run) {
        String operation = "race on CPU " + racer.cpu();
        Errno errno = Errno.ofResult(run.result());
        if (errno == Errno.ENXIO) {
            return new BpfException(
                    operation, errno, "there is no such CPU that may be used here", "use CPU 0, or fewer CPUs");
        }
        return workspace.programs().stream()
                .filter(program -> program.fdIn(workspace, operation) == racer.programFd())
                .map(program ->
                        ProgramFailures.ofTestRun(operation, program.spec().type(), racer.run(), run))
                .findFirst()
                .orElseGet(() -> new BpfException(operation, errno, "the program is closed", "load it again"));
    }
}
