package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.RaceThreads;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.TestRunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A race whose turns a {@link Scheduler} draws from a seed. */
final class SimRace {
    private static final int LOOK_EVERY = 1 << 12;

    private final List<Lane> lanes;
    private final List<RaceOutcome.Turn> turns = new ArrayList<>();
    private long turnCount;

    /** Takes what is to run, which stands at its beginning. */
    SimRace(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /** Runs all to their end, or until the calling thread is interrupted. */
    RaceOutcome run(long seed) {
        Scheduler scheduler = new Scheduler(lanes, seed);
        boolean interrupted = false;
        int last = -1;
        long steps = 0;
        long drawn = 0;
        for (int lane = scheduler.turn(); lane >= 0 && !interrupted; lane = scheduler.turn()) {
            if (lane != last && last >= 0) {
                note(last, steps);
                steps = 0;
            }
            last = lane;
            steps += scheduler.advance(Long.MAX_VALUE);
            boolean look = lanes.get(lane) instanceof UserLane || (drawn++ & (LOOK_EVERY - 1)) == 0;
            interrupted = look && Thread.currentThread().isInterrupted();
        }
        if (last >= 0) {
            note(last, steps);
        }
        List<UserLane> users = users().toList();
        users.stream().filter(user -> !user.isDone()).forEach(UserLane::stop);
        RaceThreads.rethrow(
                users.stream().map(UserLane::thrown).filter(Objects::nonNull).toList());
        return new RaceOutcome(lanes.stream().map(SimRace::outcome).toList(), Schedule.seeded(seed), turns, turnCount);
    }

    private Stream<UserLane> users() {
        return lanes.stream().filter(UserLane.class::isInstance).map(UserLane.class::cast);
    }

    private void note(int lane, long steps) {
        if (turnCount++ < RaceOutcome.TURNS_KEPT) {
            turns.add(new RaceOutcome.Turn(lane, steps));
        }
    }

    private static TestRunOutcome outcome(Lane lane) {
        if (!lane.isDone()) {
            return TestRunOutcome.failed(Errno.EINTR);
        }
        if (lane instanceof ProgramLane program) {
            if (program.fault() != null) {
                throw PacketRun.notSimulated("what the program does (" + program.fault() + ")");
            }
            return program.prepared().outcome(program.r0(), 0);
        }
        return lane instanceof Refused refused ? refused.outcome() : TestRunOutcome.ofResult(0);
    }

    /** Returns one that does not run at all, because of this. */
    static Lane refused(int result) {
        return new Refused(TestRunOutcome.failed(Errno.ofResult(result)));
    }

    private record Refused(TestRunOutcome outcome) implements Lane {
        @Override
        public int cpu() {
            return NO_CPU;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public boolean isInside() {
            return false;
        }

        @Override
        public long advance(long steps) {
            throw new IllegalStateException("it is done");
        }
    }
}
