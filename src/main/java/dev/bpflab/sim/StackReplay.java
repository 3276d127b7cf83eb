package dev.bpflab.sim;

import dev.bpflab.sim.SchedEvents.State;
import dev.bpflab.sim.StackRecording.At;
import dev.bpflab.sim.StackRecording.Stack;
import dev.bpflab.sim.machine.CallStacks;
import dev.bpflab.sim.machine.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks of the simulated machine are, drawn from a recording as often as each stack was found in it. Where nothing
 * was recorded, a process that burns CPU time is in its own function all the time, and of others it is not known.
 */
final class StackReplay {
    /** Where x86-64 kernels halt a CPU that has nothing to do. */
    private static final List<String> IDLE_LOOP = List.of(
            "pv_native_safe_halt+0xb",
            "default_idle+0x5",
            "do_idle+0x136",
            "cpu_startup_entry+0x25",
            "common_startup_64+0x13b");

    private final StackRecording recording;
    private final SimSymbols symbols;
    private final Task parent;
    private final SplittableRandom random;

    /**
     * Draws from a recording, whose functions the kernel's table has when somebody reads it.
     *
     * @param parent who starts the processes
     */
    StackReplay(StackRecording recording, SimSymbols symbols, Task parent, SplittableRandom random) {
        this.recording = recording;
        this.symbols = symbols;
        this.parent = parent;
        this.random = random;
        symbols.before(this::makeKnown);
    }

    /** Puts all functions into the kernel's table, before anybody reads it. */
    private void makeKnown() {
        halted();
        recording
                .stacks()
                .forEach(stack -> stack.kernel().forEach(frame -> symbols.recorded(RecordedFrame.parse(frame))));
    }

    /** Returns where a process is at the moment that burns CPU time in the function that it is called after. */
    CallStacks burning(Task process) {
        Stack found = draw(stack -> stack.at() == At.SAMPLE && stack.task().equals(StackRecording.BURNING));
        if (found != null) {
            return stacks(found, process);
        }
        String file = process.comm();
        return new CallStacks(
                List.of(),
                List.of(
                        symbols.userAddress(file, process.comm(), 0x9),
                        symbols.userAddress(file, "main", 0x9),
                        symbols.userAddress(file, "_start", 0x44)));
    }

    /** Returns what another CPU runs at the moment: nothing, or a thread of the kernel. */
    Task other(int cpu) {
        // The machine that was recorded may have been busy, and this one is not: what is not the kernel's own is idle
        // time.
        Stack any = draw(stack -> stack.at() == At.SAMPLE);
        if (any != null && any.pid() != 0) {
            Task thread = new Task(any.pid(), any.pid(), 0, 0, any.task());
            return thread.in(stacks(any, thread));
        }
        Task idle = IdleTask.on(cpu);
        Stack found = draw(stack -> stack.at() == At.SAMPLE && isIdle(stack, cpu));
        if (found == null) {
            found = draw(stack -> stack.at() == At.SAMPLE && stack.task().startsWith(StackRecording.IDLE));
        }
        return idle.in(found == null ? halted() : stacks(found, idle));
    }

    /** Returns where a task is that leaves its CPU: where most were that left theirs for the same reason. */
    CallStacks leaving(Task task, State left) {
        String role = task.pid() == 0
                ? StackRecording.IDLE
                : task.tgid() == parent.tgid()
                        ? StackRecording.PARENT
                        : left == State.SLEEPING ? StackRecording.SLEEPING : "";
        Predicate<Stack> ofRole = stack -> stack.at() == At.SWITCH
                && (role.isEmpty() ? isStarted(stack) : stack.task().startsWith(role));
        return mostFrequent(stack -> ofRole.test(stack) && stack.state() == left.shown())
                .or(() -> mostFrequent(ofRole))
                .map(found -> stacks(found, task))
                .orElseGet(() -> task.pid() == 0 ? halted() : CallStacks.UNKNOWN);
    }

    /** Returns where an idle task is of a machine that never was idle when it was recorded. */
    private CallStacks halted() {
        return recording.stacks().isEmpty()
                ? CallStacks.UNKNOWN
                : new CallStacks(
                        IDLE_LOOP.stream()
                                .map(frame -> symbols.recorded(RecordedFrame.parse(frame)))
                                .toList(),
                        List.of());
    }

    private static boolean isIdle(Stack stack, int cpu) {
        return stack.task().startsWith(StackRecording.IDLE)
                // The first CPU came to its idle loop in another way than the others.
                && stack.task().equals(StackRecording.IDLE + 0) == (cpu == 0);
    }

    private static boolean isStarted(Stack stack) {
        return List.of(StackRecording.PROGRAM, StackRecording.BURNING, StackRecording.SLEEPING)
                .contains(stack.task());
    }

    private Optional<Stack> mostFrequent(Predicate<Stack> wanted) {
        return recording.stacks().stream().filter(wanted).max(Comparator.comparingLong(Stack::count));
    }

    private @Nullable Stack draw(Predicate<Stack> wanted) {
        List<Stack> candidates = recording.stacks().stream().filter(wanted).toList();
        if (candidates.isEmpty()) {
            return null;
        }
        long left = random.nextLong(candidates.stream().mapToLong(Stack::count).sum());
        for (Stack candidate : candidates) {
            left -= candidate.count();
            if (left < 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("drawn beyond the last stack");
    }

    private CallStacks stacks(Stack recorded, Task task) {
        List<Long> kernel = new ArrayList<>();
        recorded.kernel().forEach(frame -> kernel.add(symbols.recorded(RecordedFrame.parse(frame))));
        List<Long> user = new ArrayList<>();
        for (String written : recorded.user()) {
            RecordedFrame frame = RecordedFrame.parse(written);
            String name = frame.name().equals(recorded.task()) ? task.comm() : frame.name();
            String file = frame.module().isEmpty() ? task.comm() : frame.module();
            user.add(frame.isUnknown() ? SimSymbols.UNKNOWN : symbols.userAddress(file, name, frame.offset()));
        }
        return new CallStacks(kernel, user);
    }
}
