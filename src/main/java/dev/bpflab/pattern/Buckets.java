package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jle;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Reg;
import java.nio.ByteBuffer;

/**
 * How a histogram sorts values into buckets, of which the last takes all that are too large. As a codec it is the key of
 * the histogram's array: an index, shown as the values that it stands for, such as {@code 256–511}.
 */
public abstract class Buckets implements Codec<Long> {
    private final int count;
    private final Unit unit;

    Buckets(int count, Unit unit) {
        this.count = count;
        this.unit = unit;
    }

    /** Returns buckets of this width each, and one for what is not below {@code width * buckets}. */
    public static Buckets linear(long width, int buckets) {
        if (width < 1 || buckets < 1 || buckets > (1 << 20) || width > Long.MAX_VALUE / buckets) {
            throw new BpfException(
                    "linear buckets",
                    Errno.EINVAL,
                    buckets + " buckets of width " + width,
                    "use 1 or more of both, at most 1048576 buckets, and bounds below 2^63");
        }
        return new LinearBuckets(width, buckets + 1, Unit.NONE);
    }

    /** Returns a bucket for 0, then for 1, [2, 4), [4, 8) and so on, and one for what is not below 2^(buckets-1). */
    public static Buckets log2(int buckets) {
        if (buckets < 1 || buckets > 64) {
            throw new BpfException("log2 buckets", Errno.EINVAL, buckets + " buckets", "use 1 to 64");
        }
        return new Log2Buckets(buckets + 1, Unit.NONE);
    }

    /** Returns the same buckets of bytes, written as {@code 64–127 B}, {@code 1–2 KiB}. */
    public final Buckets bytes() {
        return of(Unit.BYTES);
    }

    /** Returns the same buckets of nanoseconds, written as {@code 512–1023 ns}, {@code 1.02–2.05 µs}. */
    public final Buckets nanoseconds() {
        return of(Unit.NANOSECONDS);
    }

    /** Returns the same buckets of something else. */
    abstract Buckets of(Unit newUnit);

    /** Returns how many buckets there are, with that for values too large. */
    public final int count() {
        return count;
    }

    /** Returns the least value of a bucket. */
    public abstract long lower(int index);

    /** Returns the bucket of a value, which is taken as unsigned. */
    public abstract int indexOf(long value);

    /** Writes what computes the index of R1 in R0 before it is limited; R1 and R2 may be lost. */
    abstract Item index();

    /** Returns the blueprint of a histogram: an array of counts, one for each bucket. */
    public final MapSpec<Long, Long> histogram(String name) {
        return new MapSpec<>(name, MapType.ARRAY, this, Codecs.U64, count, 0);
    }

    /** Returns the blueprint of a histogram that every CPU fills on its own. */
    public final MapSpec<Long, PerCpu<Long>> percpuHistogram(String name) {
        return new MapSpec<>(name, MapType.PERCPU_ARRAY, this, Codecs.perCpu(Codecs.U64), count, 0);
    }

    /** Writes the part of a program that puts the index of a value's bucket into R0; R1 and R2 are lost. */
    public final Item indexOf(Reg value) {
        return seq(mov(R1, value), index(), jle(R0, count - 1, 1), mov(R0, count - 1));
    }

    /** Writes the part of a program that counts a value in a histogram; R0 to R5 and the stack from -4 to 0 are lost. */
    public final Item count(MapRef histogram, Reg value) {
        return seq(
                indexOf(value),
                storeMem(W, R10, -4, R0),
                ldMapFd(R1, histogram),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, 2), // never, but the verifier does not know
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1));
    }

    /** Returns the values of a bucket as people write them: {@code 256–511}, {@code 7}, {@code ≥ 16384}. */
    public final String label(int index) {
        return unit.range(lower(index), index == count - 1 ? null : lower(index + 1));
    }

    @Override
    public final int size() {
        return Codecs.U32.size();
    }

    @Override
    public final int alignment() {
        return Codecs.U32.alignment();
    }

    @Override
    public final void encode(Long value, ByteBuffer to) {
        Codecs.U32.encode(value, to);
    }

    @Override
    public final Long decode(ByteBuffer from) {
        return Codecs.U32.decode(from);
    }

    @Override
    public final String show(Long index) {
        return index >= 0 && index < count ? label(index.intValue()) : String.valueOf(index);
    }

    @Override
    public final String name() {
        return "bucket";
    }

    @Override
    public final String declare(String variable) {
        return Codecs.U32.declare(variable);
    }

    @Override
    public final Class<?> javaType() {
        return Long.class;
    }

    @Override
    public final String toString() {
        return count + " buckets: " + label(0) + ", " + label(1) + (count > 2 ? ", … " + label(count - 1) : "");
    }
}
