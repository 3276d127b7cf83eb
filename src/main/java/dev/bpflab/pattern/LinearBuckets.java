package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.div;
import static dev.bpflab.asm.Asm.ldImm64;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R2;

import dev.bpflab.asm.Item;

/** Buckets of one width. */
final class LinearBuckets extends Buckets {
    private final long width;

    LinearBuckets(long width, int count, Unit unit) {
        super(count, unit);
        this.width = width;
    }

    @Override
    Buckets of(Unit newUnit) {
        return new LinearBuckets(width, count(), newUnit);
    }

    @Override
    public long lower(int index) {
        return width * index;
    }

    @Override
    public int indexOf(long value) {
        long bucket = Long.divideUnsigned(value, width);
        return (int) (Long.compareUnsigned(bucket, count() - 1) < 0 ? bucket : count() - 1);
    }

    @Override
    Item index() {
        Item copied = mov(R0, R1);
        if (Long.bitCount(width) == 1) {
            return seq(copied, rsh(R0, Long.numberOfTrailingZeros(width)));
        }
        return width <= Integer.MAX_VALUE ? seq(copied, div(R0, width)) : seq(copied, ldImm64(R2, width), div(R0, R2));
    }
}
