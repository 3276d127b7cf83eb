package dev.bpflab.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions that tasks of a real kernel were in: when its CPUs were sampled, and when a task left its CPU. */
public final class StackRecording {
    /** Of a machine at which nobody looked. */
    public static final StackRecording NONE = new StackRecording(List.of());

    /** What {@code task} is called that burnt CPU time, its function too. */
    public static final String BURNING = "burn";

    /** What {@code task} is called that slept, its function too. */
    public static final String SLEEPING = "doze";

    /** What {@code task} is called that was run to execute a program and end. */
    public static final String PROGRAM = "true";

    /** What the idle tasks are called, with the number of the CPU behind it. */
    public static final String IDLE = "swapper/";

    /** What the task is called that started the others and waited for them. */
    public static final String PARENT = "bpflab";

    /** When a stack was walked. */
    public enum At {
        /** When the clock of a CPU ticked. */
        SAMPLE,
        /** When the task left its CPU (sched/sched_switch). */
        SWITCH
    }

    /**
     * One stack.
     *
     * @param at when it was walked
     * @param state as sched_switch shows it in {@code prev_state}; 0 for a sample
     * @param task the command name of the task
     * @param pid the process id of a thread of the kernel, otherwise 0
     * @param count how often it was found
     * @param kernel the functions in the kernel as {@code do_idle+0x19}, the innermost first
     * @param user the functions in its program, with {@code [file]} behind those of other files than the program's
     */
    public record Stack(At at, long state, String task, int pid, long count, List<String> kernel, List<String> user) {
        public Stack {
            kernel = List.copyOf(kernel);
            user = List.copyOf(user);
            if (count < 1) {
                throw new IllegalArgumentException("a count of " + count);
            }
        }
    }

    private final Supplier<List<Stack>> reader;
    private @Nullable List<Stack> read;

    private StackRecording(Supplier<List<Stack>> reader) {
        this.reader = reader;
    }

    /** Creates a recording of these stacks. */
    public StackRecording(List<Stack> stacks) {
        this(() -> stacks);
        stacks();
    }

    /** Returns a recording whose text is read when somebody asks for its stacks: most workbenches never do. */
    public static StackRecording later(Supplier<String> jsonLines) {
        return new StackRecording(() -> parse(jsonLines.get()).stacks());
    }

    /** Returns the stacks, with how often each was found. */
    public synchronized List<Stack> stacks() {
        List<Stack> known = read;
        if (known == null) {
            known = List.copyOf(reader.get());
            read = known;
        }
        return known;
    }

    /**
     * Reads a recording of JSON lines with the fields {@code at} ({@code sample} or {@code switch}), {@code task}, {@code
     * count}, the lists {@code kernel} and {@code user} and, if they are not 0, {@code state} and {@code pid}.
     *
     * @throws IllegalArgumentException naming the line that is not one
     */
    public static StackRecording parse(String jsonLines) {
        return new StackRecording(RecordedLines.parse(jsonLines, "stack", StackRecording::stack));
    }

    /** Returns the recording as {@link #parse} reads it, a line for each stack. */
    public List<String> lines() {
        return stacks().stream().map(StackRecording::line).toList();
    }

    private static String line(Stack stack) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", stack.at().name().toLowerCase(Locale.ROOT));
        fields.put("task", stack.task());
        if (stack.state() != 0) {
            fields.put("state", stack.state());
        }
        if (stack.pid() != 0) {
            fields.put("pid", stack.pid());
        }
        fields.put("count", stack.count());
        fields.put("kernel", stack.kernel());
        fields.put("user", stack.user());
        return RecordedLines.line(fields);
    }

    /** Returns whether a recording can have this frame. */
    public static boolean isFrame(String written) {
        return RecordedFrame.find(written).isPresent();
    }

    private static Stack stack(RecordedLines.Fields fields) {
        Stack stack = new Stack(
                At.valueOf(fields.text("at").toUpperCase(Locale.ROOT)),
                fields.numberIfAny("state"),
                fields.text("task"),
                (int) fields.numberIfAny("pid"),
                fields.number("count"),
                fields.list("kernel"),
                fields.list("user"));
        stack.kernel().forEach(RecordedFrame::parse);
        stack.user().forEach(RecordedFrame::parse);
        return stack;
    }
}
