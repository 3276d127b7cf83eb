package dev.bpflab.kernel;

/**
 * A thread's native memory for system calls: the attributes, a key and a value. Grows as needed, is never shared. Each
 * buffer stays reachable, and so allocated, until the thread's next call.
 */
final class Scratch {
    /** A buffer of more bytes than this is let go when a call does not need it. */
    private static final int KEPT = 1 << 20;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final BpfAttr attr = new BpfAttr();
    private NativeBuffer key = NativeBuffer.allocate(64);
    private NativeBuffer value = NativeBuffer.allocate(256);
    private NativeBuffer from = NativeBuffer.allocate(64);
    private NativeBuffer place = NativeBuffer.allocate(64);

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /** Returns the attributes, with whatever the last call left in them. */
    BpfAttr attr() {
        return attr;
    }

    NativeBuffer key(int size) {
        if (!fits(key, size)) {
            key = NativeBuffer.allocate(roomy(size));
        }
        return key;
    }

    NativeBuffer value(int size) {
        if (!fits(value, size)) {
            value = NativeBuffer.allocate(roomy(size));
        }
        return value;
    }

    /** Returns room for the keys of a batch, as last asked for when it is 0. */
    NativeBuffer keys(long size) {
        return size == 0 ? key : key(Math.toIntExact(size));
    }

    /** Returns room for the values of a batch, as last asked for when it is 0. */
    NativeBuffer values(long size) {
        return size == 0 ? value : value(Math.toIntExact(size));
    }

    /** Returns room for the place where a batch begins. */
    NativeBuffer from(int size) {
        if (from.size() < size) {
            from = NativeBuffer.allocate(size);
        }
        return from;
    }

    /** Returns room for the place behind a batch. */
    NativeBuffer place(int size) {
        if (place.size() < size) {
            place = NativeBuffer.allocate(size);
        }
        return place;
    }

    private static boolean fits(NativeBuffer buffer, int size) {
        return size <= buffer.size() && (buffer.size() <= KEPT || size > KEPT);
    }

    private static int roomy(int size) {
        return size > KEPT ? size : Math.min(KEPT, Integer.highestOneBit(size | 128) * 2);
    }
}
