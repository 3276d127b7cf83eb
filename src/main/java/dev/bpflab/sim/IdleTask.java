package dev.bpflab.sim;

import dev.bpflab.sim.machine.CallStacks;
import dev.bpflab.sim.machine.Task;
import java.util.List;
import java.util.stream.Stream;

/** The task of a CPU that has nothing to do, halted where the idle loop of an x86-64 kernel halts. */
final class IdleTask {
    private static final List<String> LOOP =
            List.of("pv_native_safe_halt", "default_idle", "default_idle_call", "do_idle", "cpu_startup_entry");
    private static final List<String> FIRST_CPU =
            List.of("rest_init", "start_kernel", "x86_64_start_reservations", "x86_64_start_kernel");
    private static final List<String> OTHER_CPU = List.of("start_secondary");
    private static final String ORIGIN = "common_startup_64";
    /** Somewhere behind a call. */
    private static final int OFFSET = 0x19;

    private IdleTask() {}

    /** Returns the task of a CPU, of which it is not known in which functions it is. */
    static Task on(int cpu) {
        return new Task(0, 0, 0, 0, "swapper/" + cpu);
    }

    static Task on(int cpu, SimSymbols symbols) {
        Stream<String> callers = Stream.concat(LOOP.stream(), (cpu == 0 ? FIRST_CPU : OTHER_CPU).stream());
        List<Long> stack = Stream.concat(callers, Stream.of(ORIGIN))
                .map(function -> symbols.kernelAddress(function, OFFSET))
                .toList();
        return on(cpu).in(new CallStacks(stack, List.of()));
    }
}
