package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/**
 * Helpers that call a function of the program any number of times. The function is explored from the call, to which it comes
 * back; from there the path goes on both behind the call and into the function once more, until that brings nothing new.
 */
final class Callbacks {
    /** Go on, or stop. */
    private static final Frame.ReturnRange RETURNS = new Frame.ReturnRange(0, 1);

    private final Env env;
    private final Explorer explorer;
    private final LocalCalls locals;

    Callbacks(Env env, Explorer explorer, LocalCalls locals) {
        this.env = env;
        this.explorer = explorer;
        this.locals = locals;
    }

    /** Puts a call of the function aside, to be explored after what follows the helper. */
    void call(Helper helper, int subprogram, @Nullable KnownMap map) {
        if (helper == Helper.LOOP) {
            if (env.reg(Reg.R4).isNull()) {
                env.precision.mark(Reg.R4);
            }
            env.precision.mark(Reg.R1);
            long most = env.reg(Reg.R1).num.umax;
            if (Long.compareUnsigned(env.frame().callbackDepth, most) >= 0) {
                env.frame().callbackDepth = 0;
                if (env.log.complete()) {
                    env.log.print("frame%d bpf_loop iteration limit reached\n", env.frame().number);
                }
                return;
            }
        } else if (map == null || !canBeWalked(map.type())) {
            throw env.reject(Errno.ENOTSUPP, "callback function not allowed for map");
        }
        int start = env.subprograms.startOf(subprogram);
        PathState other = explorer.fork(start);
        Frame caller = other.frame();
        Frame callee = locals.enter(other, start, RETURNS);
        other.callbackUnrollDepth++;
        env.touchAll();
        caller.callbackDepth++;
        env.frame().callbackDepth = 0;
        if (helper == Helper.LOOP) {
            callee.reg(Reg.R1).setUnknown();
            callee.reg(Reg.R2).set(caller.reg(Reg.R3));
        } else {
            callee.reg(Reg.R1).set(caller.reg(Reg.R1));
            setElement(callee.reg(Reg.R2), RegType.MAP_KEY, map);
            setElement(callee.reg(Reg.R3), RegType.MAP_VALUE, map);
            callee.reg(Reg.R4).set(caller.reg(Reg.R3));
        }
    }

    private static boolean canBeWalked(MapType type) {
        return switch (type) {
            case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH, ARRAY, PERCPU_ARRAY -> true;
            default -> false;
        };
    }

    private static void setElement(RegState reg, RegType type, @Nullable KnownMap map) {
        reg.setPointer(type);
        reg.map = map;
    }

    /**
     * Forgets, after the function has come back to the call, the numbers that it has changed since the call before, so that
     * a counter in the caller's stack does not keep the calls apart.
     */
    void returned(int callSite) {
        PathState before = explorer.pruner().ongoing(callSite);
        if (before == null) {
            return;
        }
        for (int i = 0; i < before.frames.size(); i++) {
            Frame old = before.frames.get(i);
            Frame now = env.cur.frames.get(i);
            for (int reg = 0; reg < old.regs.length; reg++) {
                boolean precise = (before.precise.regs(i) >>> reg & 1) != 0;
                if (!precise && isChanged(old.regs[reg], now.regs[reg])) {
                    now.regs[reg].setUnknown();
                }
            }
            for (int slot = 0; slot < Math.min(old.stack.size(), now.stack.size()); slot++) {
                StackSlot was = old.stack.get(slot);
                boolean spilled = was.holdsRegister() && now.stack.get(slot).holdsRegister();
                boolean precise = (before.precise.slots(i) >>> slot & 1) != 0;
                if (spilled && !precise && isChanged(was.spilled, now.stack.get(slot).spilled)) {
                    now.own(slot).spilled.setUnknown();
                }
            }
        }
    }

    private static boolean isChanged(RegState old, RegState now) {
        return old.isScalar()
                && now.isScalar()
                && !(old.num.sameAs(now.num)
                        && old.plusOff == now.plusOff
                        && old.off == now.off
                        && (old.id == 0) == (now.id == 0));
    }
}
