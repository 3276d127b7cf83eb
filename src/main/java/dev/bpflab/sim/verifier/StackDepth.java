package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stack of a call chain, all frames together, must fit 512 bytes; each frame is rounded up to 16. In tracing programs
 * a larger frame gets memory of its own and does not count.
 */
final class StackDepth {
    private static final int ROUNDING = 16;
    private static final int PRIVATE_FROM = 64;
    private static final int MAX_FRAMES = 8;

    private final Env env;
    /** What was found to fit: a function, the bytes above it and the frames to it. */
    private final Set<List<Integer>> fitting = new HashSet<>();

    StackDepth(Env env) {
        this.env = env;
    }

    void check() {
        walk(0, 0, 1);
    }

    private void walk(int subprogram, int above, int frames) {
        int own = (env.stackDepths[subprogram] + ROUNDING - 1) / ROUNDING * ROUNDING;
        boolean isPrivate = ProgramRules.hasPrivateStacks(env.input.type()) && own >= PRIVATE_FROM;
        int depth = isPrivate ? above : above + own;
        if (depth > Frame.MAX_STACK) {
            throw env.reject(Errno.EACCES, "combined stack size of %d calls is %d. Too large", frames, depth);
        }
        if (!fitting.add(List.of(subprogram, depth, frames))) {
            return;
        }
        int end = env.subprograms.endOf(subprogram);
        for (int slot = env.subprograms.startOf(subprogram); slot < end; slot++) {
            if (env.code.entersFunction(slot)) {
                if (frames >= MAX_FRAMES) {
                    throw env.reject(Errno.E2BIG, "the call stack of %d frames is too deep !", frames);
                }
                walk(env.subprograms.startingAt(env.code.targetOf(slot)), depth, frames + 1);
            }
        }
    }
}
