package dev.bpflab.sim.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of simulated memory: bytes at an address, in elements that an access may not straddle. Shared by threads as
 * memory is: aligned accesses of 1, 2, 4 and 8 bytes are whole, nothing is ordered, and atomic operations are atomic.
 */
public final class Region {
    // A view of a byte[] has no atomic access modes from JDK 23 on; that of an aligned direct buffer has them
    // everywhere.
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle ARRAY_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle ARRAY_INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final long base;
    private final ByteBuffer bytes;
    private final int size;
    private final int elementMask;
    private final int elementSize;
    private final @Nullable Object object;

    private Region(long base, int size, int stride, int elementSize, @Nullable Object object) {
        this.base = base;
        this.bytes = ByteBuffer.allocateDirect(size + 8).alignedSlice(8).order(ByteOrder.nativeOrder());
        this.size = size;
        this.elementMask = stride == 0 ? -1 : stride - 1;
        this.elementSize = elementSize;
        this.object = object;
    }

    /** Returns zeroed memory of one element that is in no address space; its addresses count from 0. */
    public static Region detached(int size) {
        return plain(0, size, null);
    }

    /** Returns zeroed memory of one element, which may belong to an object of the kernel. */
    static Region plain(long base, int size, @Nullable Object object) {
        return new Region(base, size, 0, size, object);
    }

    /** Returns zeroed memory of {@code count} elements, {@code stride} bytes (a power of two) apart. */
    static Region elements(long base, int count, int stride, int elementSize) {
        return new Region(base, Math.multiplyExact(count, stride), stride, elementSize, null);
    }

    /** Returns an address without accessible memory that stands for an object of the kernel. */
    static Region ofObject(long base, Object object) {
        return new Region(base, 0, 0, 0, object);
    }

    /** Returns the address of the first byte. */
    public long base() {
        return base;
    }

    /** Returns how many bytes there are. */
    public int size() {
        return size;
    }

    /** Returns the object of the kernel that the address stands for or the memory belongs to, or null. */
    public @Nullable Object object() {
        return object;
    }

    /** Returns whether so many bytes (1 or more) at an offset lie inside one element. */
    public boolean holds(int offset, int length) {
        return offset >= 0 && length <= size - offset && (offset & elementMask) <= elementSize - length;
    }

    /** Returns the byte at an offset, sign-extended. */
    public byte getByte(int offset) {
        return bytes.get(offset);
    }

    /** Returns the two bytes at an offset. */
    public short getShort(int offset) {
        return bytes.getShort(offset);
    }

    /** Returns the four bytes at an offset. */
    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    /** Returns the eight bytes at an offset. */
    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    /** Sets the byte at an offset. */
    public void putByte(int offset, byte value) {
        bytes.put(offset, value);
    }

    /** Sets the two bytes at an offset. */
    public void putShort(int offset, short value) {
        bytes.putShort(offset, value);
    }

    /** Sets the four bytes at an offset. */
    public void putInt(int offset, int value) {
        bytes.putInt(offset, value);
    }

    /** Sets the eight bytes at an offset. */
    public void putLong(int offset, long value) {
        bytes.putLong(offset, value);
    }

    /** Atomically replaces the expected eight bytes at an aligned offset; returns what was there. */
    public long compareAndExchangeLong(int offset, long expected, long value) {
        return (long) LONGS.compareAndExchange(bytes, offset, expected, value);
    }

    /** Atomically replaces the expected four bytes at an aligned offset; returns what was there. */
    public int compareAndExchangeInt(int offset, int expected, int value) {
        return (int) INTS.compareAndExchange(bytes, offset, expected, value);
    }

    /** Atomically adds to the eight bytes at an aligned offset; returns what was there. */
    public long getAndAddLong(int offset, long addend) {
        return (long) LONGS.getAndAdd(bytes, offset, addend);
    }

    /** Copies bytes out, word by word where both sides allow, as the kernel copies values. */
    public void copyOut(int offset, byte[] to, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            ARRAY_LONGS.set(to, i, bytes.getLong(offset + i));
        }
        if (i + 4 <= length) {
            ARRAY_INTS.set(to, i, bytes.getInt(offset + i));
            i += 4;
        }
        for (; i < length; i++) {
            to[i] = bytes.get(offset + i);
        }
    }

    /** Copies bytes in, word by word where both sides allow, as the kernel copies values. */
    public void copyIn(int offset, byte[] from, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            bytes.putLong(offset + i, (long) ARRAY_LONGS.get(from, i));
        }
        if (i + 4 <= length) {
            bytes.putInt(offset + i, (int) ARRAY_INTS.get(from, i));
            i += 4;
        }
        for (; i < length; i++) {
            bytes.put(offset + i, from[i]);
        }
    }
}
