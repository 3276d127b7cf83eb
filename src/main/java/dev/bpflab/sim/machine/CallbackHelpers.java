package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.map.MapCursor;
import dev.bpflab.sim.map.SimMap;

/** The helpers that call functions of the program. */
final class CallbackHelpers {
    private static final long MAX_LOOPS = 1 << 23;

    private CallbackHelpers() {}

    static long loop(Machine machine, long count, long function, long context, long flags, long r5) {
        if (flags != 0) {
            return Errno.EINVAL.result();
        }
        if (Long.compareUnsigned(count, MAX_LOOPS) > 0) {
            return Errno.E2BIG.result();
        }
        return machine.iterate(new Iteration(function, new Iteration.Arguments() {
            private long index;

            @Override
            public boolean next(long[] registers) {
                registers[1] = index;
                registers[2] = context;
                return index++ < count;
            }
        }));
    }

    static long forEach(Machine machine, long map, long function, long context, long flags, long r5) {
        SimMap of = machine.memory().map(map);
        if (flags != 0) {
            return Errno.EINVAL.result();
        }
        MapCursor cursor = of.cursor();
        if (cursor == null) {
            throw new MemoryFault("maps of this type are not walked through by programs");
        }
        int depth = machine.depth();
        int cpu = machine.environment().cpu();
        return machine.iterate(new Iteration(function, registers -> {
            byte[] key = cursor.next();
            if (key == null) {
                return false;
            }
            registers[1] = map;
            registers[2] = machine.memory().key(depth, key);
            registers[3] = cursor.address(cpu);
            registers[4] = context;
            return true;
        }));
    }
}
