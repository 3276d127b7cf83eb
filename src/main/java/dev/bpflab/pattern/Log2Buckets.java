package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R2;

import dev.bpflab.asm.Item;
import java.util.ArrayList;
import java.util.List;

/** A bucket for 0, and one for each number of bits that a value has. */
final class Log2Buckets extends Buckets {
    private static final int INSNS_OF_A_STEP = 5;

    Log2Buckets(int count, Unit unit) {
        super(count, unit);
    }

    @Override
    Buckets of(Unit newUnit) {
        return new Log2Buckets(count(), newUnit);
    }

    @Override
    public long lower(int index) {
        return index == 0 ? 0 : 1L << (index - 1);
    }

    @Override
    public int indexOf(long value) {
        return Math.min(Long.SIZE - Long.numberOfLeadingZeros(value), count() - 1);
    }

    /** Halves what may be left of the value: where the upper half has a bit, it counts all the bits below it. */
    @Override
    Item index() {
        List<Item> items = new ArrayList<>();
        items.add(mov(R0, 0));
        items.add(jeq(R1, 0, 6 * INSNS_OF_A_STEP + 1));
        for (int half = 32; half >= 1; half /= 2) {
            items.add(mov(R2, R1));
            items.add(rsh(R2, half));
            items.add(jeq(R2, 0, 2));
            items.add(mov(R1, R2));
            items.add(add(R0, half));
        }
        items.add(add(R0, 1));
        return seq(items);
    }
}
