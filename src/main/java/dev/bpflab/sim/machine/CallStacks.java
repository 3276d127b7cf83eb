package dev.bpflab.sim.machine;

import java.util.List;

/**
 * The functions that a task is in while a program runs: addresses, the innermost first, those of callers behind their call.
 *
 * @param kernel in the kernel
 * @param user in its own program; empty for a thread of the kernel
 */
public record CallStacks(List<Long> kernel, List<Long> user) {
    /** It is not known in which; programs that ask are not simulated. */
    public static final CallStacks UNKNOWN = new CallStacks(List.of(), List.of());

    public CallStacks {
        kernel = List.copyOf(kernel);
        user = List.copyOf(user);
    }
}
