package dev.bpflab.sim.machine;

import dev.bpflab.isa.AtomicOp;
import dev.bpflab.sim.memory.Region;

/** The atomic operations on shared memory, by the meaning that stands in {@link AtomicOp}. */
final class Atomics {
    private static final AtomicOp[] OPS = AtomicOp.values();
    private static final long LOW = 0xffff_ffffL;

    private Atomics() {}

    /** Performs the operation with this ordinal on 4 or 8 bytes; {@code src} is a register's number. */
    static void apply(int ordinal, int size, Region region, int offset, long[] registers, int src) {
        AtomicOp op = OPS[ordinal];
        if (op == AtomicOp.CMPXCHG) {
            registers[0] = size == 8
                    ? region.compareAndExchangeLong(offset, registers[0], registers[src])
                    : region.compareAndExchangeInt(offset, (int) registers[0], (int) registers[src]) & LOW;
            return;
        }
        long old =
                size == 8 ? update64(op, region, offset, registers[src]) : update32(op, region, offset, registers[src]);
        if (op.fetches()) {
            registers[src] = old;
        }
    }

    private static long update64(AtomicOp op, Region region, int offset, long operand) {
        if (op == AtomicOp.ADD || op == AtomicOp.FETCH_ADD) {
            return region.getAndAddLong(offset, operand);
        }
        long expected = region.getLong(offset);
        while (true) {
            long found = region.compareAndExchangeLong(offset, expected, op.stored(expected, operand));
            if (found == expected) {
                return found;
            }
            expected = found;
        }
    }

    private static long update32(AtomicOp op, Region region, int offset, long operand) {
        int expected = region.getInt(offset);
        while (true) {
            int found = region.compareAndExchangeInt(offset, expected, (int) op.stored(expected, operand));
            if (found == expected) {
                return found & LOW;
            }
            expected = found;
        }
    }
}
