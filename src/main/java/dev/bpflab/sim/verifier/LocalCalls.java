package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;

/** Calls of the program's own functions: each runs in a frame of its own, with a stack of its own. */
final class LocalCalls {
    private static final int MAX_FRAMES = 8;

    private final Env env;
    private final HelperChecks helpers;
    private final StatePrinter printer;

    LocalCalls(Env env, HelperChecks helpers, StatePrinter printer) {
        this.env = env;
        this.helpers = helpers;
        this.printer = printer;
    }

    int call(Insn.CallLocal insn) {
        int target = env.slot + 1 + insn.offset();
        int depth = env.cur.frames.size();
        if (depth >= MAX_FRAMES) {
            throw env.reject(Errno.E2BIG, "the call stack of %d frames is too deep", depth + 1);
        }
        Frame caller = env.frame();
        Frame callee = new Frame(depth, env.subprograms.startingAt(target), env.slot);
        for (Reg reg : new Reg[] {Reg.R1, Reg.R2, Reg.R3, Reg.R4, Reg.R5}) {
            callee.reg(reg).set(caller.reg(reg));
        }
        helpers.forgetArguments();
        env.cur.frames.add(callee);
        env.touchAll();
        env.log.trace("caller:\n");
        printer.state(env.cur, depth - 1, true);
        env.log.trace("callee:\n");
        printer.state(env.cur, depth, true);
        return target;
    }

    int exit() {
        Frame callee = env.frame();
        if (callee.reg(Reg.R0).type == RegType.STACK) {
            throw env.reject(Errno.EINVAL, "cannot return stack pointer to the caller");
        }
        int depth = env.cur.frames.size();
        int back = callee.callSite + 1;
        env.log.trace("returning from callee:\n");
        printer.state(env.cur, depth - 1, true);
        Frame caller = env.cur.frames.get(depth - 2);
        caller.reg(Reg.R0).set(callee.reg(Reg.R0));
        env.log.trace("to caller at %d:\n", back);
        printer.state(env.cur, depth - 2, true);
        env.cur.frames.remove(depth - 1);
        return back;
    }
}
