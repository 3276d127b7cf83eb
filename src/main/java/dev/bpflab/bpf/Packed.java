package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Keys or values of a map one after the other, as the batch commands take them. */
final class Packed {
    private final byte[] bytes;
    private final int size;
    private final int count;

    private Packed(int size, int count) {
        this.bytes = new byte[Math.multiplyExact(size, count)];
        this.size = size;
        this.count = count;
    }

    /** Packs elements of this size; {@code encode} writes one at the buffer's position, up to its limit. */
    static <T> Packed of(Collection<? extends T> elements, int size, BiConsumer<T, ByteBuffer> encode) {
        Packed packed = new Packed(size, elements.size());
        ByteBuffer all = ByteBuffer.wrap(packed.bytes).order(ByteOrder.nativeOrder());
        int end = 0;
        for (T element : elements) {
            int start = end;
            end += size;
            encode.accept(element, all.limit(end).position(start));
        }
        return packed;
    }

    int count() {
        return count;
    }

    /** Returns the bytes of so many elements from an index on. */
    byte[] part(int from, int elements) {
        return elements == count ? bytes : Arrays.copyOfRange(bytes, from * size, (from + elements) * size);
    }
}
