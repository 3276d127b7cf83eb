package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/** Calls of the program's own functions: each runs in a frame of its own, with a stack of its own. */
final class LocalCalls {
    static final int MAX_FRAMES = 8;

    private final Env env;
    private final StatePrinter printer;

    LocalCalls(Env env, StatePrinter printer) {
        this.env = env;
        this.printer = printer;
    }

    int call(Insn.CallLocal insn) {
        int target = env.slot + 1 + insn.offset();
        int depth = env.cur.frames.size();
        Frame caller = env.frame();
        Frame callee = enter(env.cur, target, null);
        for (Reg reg : new Reg[] {Reg.R1, Reg.R2, Reg.R3, Reg.R4, Reg.R5}) {
            callee.reg(reg).set(caller.reg(reg));
        }
        caller.forgetArguments();
        env.liveness.functionChanged();
        env.touchAll();
        env.log.trace("caller:\n");
        printer.state(env.cur, depth - 1, true);
        env.log.trace("callee:\n");
        printer.state(env.cur, depth, true);
        return target;
    }

    /** Adds a frame for the function at a slot, called by the current instruction. */
    Frame enter(PathState path, int target, Frame.@Nullable ReturnRange callback) {
        int depth = path.frames.size();
        if (depth >= MAX_FRAMES) {
            throw env.reject(Errno.E2BIG, "the call stack of %d frames is too deep", depth + 1);
        }
        Frame callee = new Frame(depth, env.subprograms.startingAt(target), env.slot, callback);
        path.frames.add(callee);
        return callee;
    }

    /** Leaves a function that the program has called; returns the slot to go on at. */
    int exit() {
        env.liveness.update(env.cur);
        Frame callee = env.frame();
        if (callee.reg(Reg.R0).type == RegType.STACK) {
            throw env.reject(Errno.EINVAL, "cannot return stack pointer to the caller");
        }
        if (callee.callback != null) {
            checkReturned(callee.reg(Reg.R0), callee.callback);
        }
        int depth = env.cur.frames.size();
        // What a helper has called comes back to the call, from where it may be called again.
        int back = callee.callback != null ? callee.callSite : callee.callSite + 1;
        env.log.trace("returning from callee:\n");
        printer.state(env.cur, depth - 1, true);
        Frame caller = env.cur.frames.get(depth - 2);
        if (callee.callback == null) {
            caller.reg(Reg.R0).set(callee.reg(Reg.R0));
        }
        env.log.trace("to caller at %d:\n", back);
        printer.state(env.cur, depth - 2, true);
        env.cur.frames.remove(depth - 1);
        return back;
    }

    private void checkReturned(RegState r0, Frame.ReturnRange allowed) {
        if (!r0.isScalar()) {
            throw env.reject(Errno.EACCES, "R0 not a scalar value");
        }
        env.precision.mark(Reg.R0);
        Bounds num = r0.num;
        if (allowed.min() <= num.smin && num.smax <= allowed.max()) {
            return;
        }
        String smin = num.smin > Long.MIN_VALUE ? " smin=" + num.smin : "";
        String smax = num.smax < Long.MAX_VALUE ? " smax=" + num.smax : "";
        String known = smin + smax;
        throw env.reject(
                Errno.EINVAL,
                "At callback return the register R0 has%s should have been in [%d, %d]",
                known.isEmpty() ? " unknown scalar value" : known,
                allowed.min(),
                allowed.max());
    }
}
