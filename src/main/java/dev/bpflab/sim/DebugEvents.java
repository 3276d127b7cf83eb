package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.sim.RssEvents.Member;
import dev.bpflab.sim.SchedEvents.State;
import dev.bpflab.sim.machine.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The events that a program can be debugged on: a recorded execution, or for a program that names the fields of another
 * tracepoint two events of that, and for one that samples a process that burns CPU time.
 */
final class DebugEvents {
    private static final int PID = 4242;
    private static final int USER = 1000;
    private static final Task PARENT = new Task(PID - 1, PID - 1, USER, USER, StackRecording.PARENT);
    private static final long RESIDENT = 92L << 10;
    private static final long PERIOD = 1_000_000_000L / 99;

    /** Something that happens to a task, with the bytes of the context that a program gets. */
    record Event(Task task, byte[] context) {}

    private final SimKernel kernel;
    private final DebugSpec spec;
    private final ExecRecording execs;
    private final StackReplay stacks;

    DebugEvents(SimKernel kernel, DebugSpec spec, Recordings recordings) {
        this.kernel = kernel;
        this.spec = spec;
        this.execs = recordings.execs();
        this.stacks = new StackReplay(recordings.stacks(), kernel.symbols(), PARENT, new SplittableRandom(1));
    }

    /** Returns the event; empty for a program of a type that has none. */
    Optional<Event> event() {
        if (spec.type().equals(Optional.of(ProgramType.PERF_EVENT))) {
            return Optional.of(sample());
        }
        if (!spec.type().equals(Optional.of(ProgramType.TRACEPOINT))) {
            return Optional.empty();
        }
        return Arrays.stream(TracepointEvent.values())
                .filter(event -> event.path().equals(spec.program().context()))
                .filter(event -> event != TracepointEvent.PROCESS_EXEC)
                .findFirst()
                .map(this::at)
                .or(this::execution);
    }

    private Event sample() {
        Task burning = task(StackRecording.BURNING);
        Task found = burning.in(stacks.burning(burning));
        return new Event(found, PerfEventData.of(found.stacks(), PERIOD));
    }

    private Optional<Event> execution() {
        List<ExecRecording.Event> events = execs.events();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        ExecRecording.Event exec = events.get(number(events.size()));
        Task task = new Task(exec.pid(), exec.pid(), exec.uid(), exec.uid(), exec.comm());
        byte[] context = SchedEvents.execRecord(exec.pid(), exec.oldPid(), exec.filename());
        return Optional.of(new Event(task.in(kernel.stacks().atExec()), context));
    }

    private Event at(TracepointEvent event) {
        boolean second = number(2) == 1;
        Task child = task(second ? StackRecording.BURNING : StackRecording.SLEEPING);
        return switch (event) {
            case PROCESS_FORK -> event(event, PARENT, fields -> SchedEvents.forkRecord(fields, PARENT, child));
            case PROCESS_EXIT -> event(event, child, fields -> SchedEvents.exitRecord(fields, child));
            case SWITCH ->
                second
                        ? switching(IdleTask.on(0), task(StackRecording.SLEEPING), State.RUNNABLE)
                        : switching(child, IdleTask.on(0), State.SLEEPING);
            case RSS_STAT ->
                event(
                        event,
                        child,
                        fields -> RssEvents.record(
                                fields, PID, true, second ? Member.FILEPAGES : Member.ANONPAGES, RESIDENT));
            case SYS_ENTER -> event(event, child, fields -> fields.put("id", SystemCall.GETPID));
            default ->
                event(
                        event,
                        child,
                        fields -> fields.put("id", SystemCall.GETPID).put("ret", child.tgid()));
        };
    }

    private Event switching(Task previous, Task next, State left) {
        Task leaving = previous.in(stacks.leaving(previous, left));
        return event(TracepointEvent.SWITCH, leaving, fields -> SchedEvents.switchRecord(fields, previous, next, left));
    }

    private static Event event(TracepointEvent event, Task task, UnaryOperator<EventRecord> writing) {
        return new Event(task, writing.apply(new EventRecord(event.fields())).bytes());
    }

    private static Task task(String comm) {
        return new Task(PID, PID, USER, USER, comm);
    }

    private int number(int count) {
        int number = spec.input().event();
        if (number < 0 || number >= count) {
            throw new BpfException(
                    "debug " + spec.name(), Errno.EINVAL, "there is no event " + number, "use 0 to " + (count - 1));
        }
        return number;
    }
}
