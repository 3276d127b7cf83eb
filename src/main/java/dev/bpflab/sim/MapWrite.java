package dev.bpflab.sim;

import dev.bpflab.bpf.debug.Breakpoint;
import dev.bpflab.bpf.debug.Pointee;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.sim.machine.Machine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A write to a map that an instruction is about to make.
 *
 * @param map the map's place in the specification
 * @param key the key; null when the element is of no key any more
 * @param from the first byte of the value that it writes
 * @param to the byte after the last
 * @param byHelper whether a helper makes it, which may fail and write nothing
 */
record MapWrite(int map, byte @Nullable [] key, int from, int to, boolean byHelper) {
    private static final int WHOLE = Integer.MAX_VALUE;

    /** Returns what the instruction that is next would write to a map; null when nothing. */
    static @Nullable MapWrite next(DebugEyes eyes, Machine machine, Insn insn) {
        if (insn instanceof Insn.Store store) {
            return at(eyes, machine, store.dst(), store.offset(), store.size());
        }
        if (insn instanceof Insn.Atomic atomic) {
            return at(eyes, machine, atomic.dst(), atomic.offset(), atomic.size());
        }
        return insn instanceof Insn.CallHelper call
                ? Helper.of(call.id()).map(helper -> by(eyes, machine, helper)).orElse(null)
                : null;
    }

    /** Returns whether a breakpoint is for this. */
    boolean matches(Breakpoint.Write wanted) {
        boolean sameKey = wanted.key() == null || Arrays.equals(wanted.key(), key);
        return wanted.map() == map && sameKey && from < wanted.to() && wanted.from() < to;
    }

    private static @Nullable MapWrite at(DebugEyes eyes, Machine machine, Reg base, int offset, Size size) {
        Pointee pointee = eyes.pointee(machine, machine.register(base.number()) + offset);
        return pointee instanceof Pointee.MapValue value
                ? new MapWrite(value.map(), value.key(), value.offset(), value.offset() + size.bytes(), false)
                : null;
    }

    private static @Nullable MapWrite by(DebugEyes eyes, Machine machine, Helper helper) {
        return switch (helper) {
            case MAP_UPDATE_ELEM, MAP_DELETE_ELEM, MAP_PUSH_ELEM, MAP_POP_ELEM -> {
                if (!(eyes.pointee(machine, machine.register(1)) instanceof Pointee.WholeMap whole)) {
                    yield null;
                }
                int keySize = eyes.world().maps().get(whole.map()).attr().keySize();
                byte[] key = machine.memory().peek(machine.register(2), keySize);
                yield new MapWrite(whole.map(), keySize == 0 ? new byte[0] : key, 0, WHOLE, true);
            }
            default -> null;
        };
    }
}
