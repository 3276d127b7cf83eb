package dev.bpflab.sim;

import dev.bpflab.bpf.debug.Breakpoint;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.Debugger;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.bpf.debug.Stop;
import dev.bpflab.bpf.debug.Stop.Reason;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.DebugWorld.Choice;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The debugger on the simulator. It goes back by going forwards again: a world made anew from the specification takes the
 * same way, along the choices that were made, up to the moment wanted. So nothing has to be kept but those choices.
 */
public final class SimDebugger implements Debugger {
    private static final int LOOK_EVERY = 1 << 12;

    private final DebugSpec spec;
    private final Recordings recordings;
    private final Insn[] insns;
    private final TreeMap<Long, Choice> choices = new TreeMap<>();
    private final SortedMap<Integer, Breakpoint> breakpoints = new TreeMap<>();
    private int lastBreakpoint;
    private DebugWorld world;

    /**
     * Puts a program before its first instruction.
     *
     * @param recordings the events that a program can be debugged on
     */
    public SimDebugger(DebugSpec spec, Recordings recordings) {
        this.spec = spec;
        this.recordings = recordings;
        insns = new Insn[spec.program().slots()];
        int slot = 0;
        for (Program.Line line : spec.program().lines()) {
            insns[slot] = line.insn();
            slot += line.insn().slots();
        }
        OptionalLong seed = spec.input().seed();
        choices.put(0L, seed.isPresent() ? Choice.seed(seed.getAsLong()) : Choice.cpu(0));
        world = begin();
    }

    @Override
    public DebugSpec spec() {
        return spec;
    }

    @Override
    public String rejection() {
        return world.rejection();
    }

    @Override
    public Moment now() {
        return new DebugEyes(world).moment();
    }

    @Override
    public Stop step(long count) {
        return go(count, lane -> false);
    }

    @Override
    public Stop back(long count) {
        if (world.step() == 0) {
            return Stop.of(Reason.BEGINNING);
        }
        long target = Math.max(0, world.step() - count);
        return travel(target) ? Stop.of(target == 0 ? Reason.BEGINNING : Reason.DONE) : Stop.of(Reason.INTERRUPTED);
    }

    @Override
    public Stop next() {
        int lane = world.turn();
        return lane < 0 ? ended() : go(Long.MAX_VALUE, returnsTo(lane, depth(lane)));
    }

    @Override
    public Stop finish() {
        int lane = world.turn();
        return lane < 0 ? ended() : go(Long.MAX_VALUE, returnsTo(lane, depth(lane) - 1));
    }

    @Override
    public Stop runTo(int slot) {
        return go(Long.MAX_VALUE, lane -> {
            int next = world.turn();
            return next >= 0 && world.lanes().get(next).machine().slot() == slot;
        });
    }

    @Override
    public Stop resume() {
        return go(Long.MAX_VALUE, lane -> false);
    }

    @Override
    public Stop reverse() {
        long target = world.step();
        long met = 0;
        Stop stop = Stop.of(Reason.BEGINNING);
        DebugWorld before = world;
        world = begin();
        while (world.step() < target) {
            Stop here = forward();
            if (here != null && here.reason() == Reason.BREAKPOINT && world.step() < target) {
                met = world.step();
                stop = here;
            }
            if (wasInterrupted()) {
                world = before;
                return Stop.of(Reason.INTERRUPTED);
            }
        }
        return travel(met) ? stop : Stop.of(Reason.INTERRUPTED);
    }

    @Override
    public void restart() {
        world = begin();
    }

    @Override
    public void chooseCpu(int cpu) {
        choose(Choice.cpu(cpu));
    }

    @Override
    public void chooseSeed(long seed) {
        choose(Choice.seed(seed));
    }

    @Override
    public OptionalLong seed() {
        Choice choice = choices.floorEntry(world.step()).getValue();
        return choice.seeded() ? OptionalLong.of(choice.number()) : OptionalLong.empty();
    }

    @Override
    public int add(Breakpoint breakpoint) {
        breakpoints.put(++lastBreakpoint, breakpoint);
        return lastBreakpoint;
    }

    @Override
    public boolean remove(int number) {
        return breakpoints.remove(number) != null;
    }

    @Override
    public Map<Integer, Breakpoint> breakpoints() {
        return Map.copyOf(breakpoints);
    }

    /** What was chosen for later is forgotten: from here on everything is another story. */
    private void choose(Choice choice) {
        choices.tailMap(world.step(), true).clear();
        choices.put(world.step(), choice);
        world.choose(choice);
    }

    private DebugWorld begin() {
        DebugWorld fresh = new DebugWorld(spec, recordings);
        fresh.choose(Objects.requireNonNull(choices.get(0L)));
        return fresh;
    }

    /** Goes to a moment that was before; returns false, at a moment on the way, when the thread is interrupted. */
    private boolean travel(long target) {
        world = begin();
        while (world.step() < target) {
            advance();
            if (wasInterrupted()) {
                return false;
            }
        }
        return true;
    }

    private Stop go(long limit, IntPredicate done) {
        for (long i = 0; i < limit; i++) {
            int lane = world.turn();
            if (lane < 0) {
                return ended();
            }
            Stop stop = forward();
            if (stop != null) {
                return stop;
            }
            if (done.test(lane)) {
                return Stop.of(Reason.DONE);
            }
            if (wasInterrupted()) {
                return Stop.of(Reason.INTERRUPTED);
            }
        }
        return Stop.of(Reason.DONE);
    }

    /** Executes one instruction; returns why to stop after it, or null. */
    private @Nullable Stop forward() {
        int lane = world.turn();
        MapWrite write = pendingWrite(lane);
        advance();
        ProgramLane ran = world.lanes().get(lane);
        if (ran.fault() != null) {
            return new Stop(Reason.FAULT, ran.fault().cause());
        }
        boolean failed = write != null && write.byHelper() && ran.machine().register(0) != 0;
        if (write != null && !failed) {
            for (Map.Entry<Integer, Breakpoint> each : breakpoints.entrySet()) {
                if (each.getValue() instanceof Breakpoint.Write wanted && write.matches(wanted)) {
                    return new Stop(Reason.BREAKPOINT, Integer.toString(each.getKey()));
                }
            }
        }
        int next = world.turn();
        return next < 0
                ? ended()
                : breakpointAt(world.lanes().get(next).machine().slot());
    }

    private void advance() {
        world.advance();
        Choice choice = choices.get(world.step());
        if (choice != null) {
            world.choose(choice);
        }
    }

    private @Nullable MapWrite pendingWrite(int lane) {
        if (breakpoints.values().stream().noneMatch(Breakpoint.Write.class::isInstance)) {
            return null;
        }
        var machine = world.lanes().get(lane).machine();
        Insn insn = insns[machine.slot()];
        return insn == null ? null : MapWrite.next(new DebugEyes(world), machine, insn);
    }

    private @Nullable Stop breakpointAt(int slot) {
        if (breakpoints.isEmpty() || slot >= insns.length) {
            return null;
        }
        for (Map.Entry<Integer, Breakpoint> each : breakpoints.entrySet()) {
            boolean here = each.getValue() instanceof Breakpoint.At at && at.slot() == slot;
            boolean call = each.getValue() instanceof Breakpoint.Call called
                    && insns[slot] instanceof Insn.CallHelper insn
                    && insn.id() == called.helper().id();
            if (here || call) {
                return new Stop(Reason.BREAKPOINT, Integer.toString(each.getKey()));
            }
        }
        return null;
    }

    private Stop ended() {
        boolean all = world.lanes().stream().allMatch(ProgramLane::isDone);
        return new Stop(
                Reason.ENDED, all ? "" : "CPU " + world.focus() + " has ended; the others wait: cpu N, or seed N");
    }

    private int depth(int lane) {
        return world.lanes().get(lane).machine().depth();
    }

    /** Tells that a CPU has gone on and is no deeper in calls than this, or in another run. */
    private IntPredicate returnsTo(int lane, int depth) {
        int run = world.lanes().get(lane).ended();
        return went ->
                went == lane && (depth(lane) <= depth || world.lanes().get(lane).ended() != run);
    }

    private boolean wasInterrupted() {
        return (world.step() & (LOOK_EVERY - 1)) == 0 && Thread.interrupted();
    }
}
