package dev.bpflab.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap whose address the kernel can be given. It is freed when the buffer is unreachable: whoever
 * passes the address on must use the buffer after the call, or make it within {@link #holding}.
 *
 * @param bytes the memory, zeroed, in native byte order
 * @param address where it begins
 */
record NativeBuffer(ByteBuffer bytes, long address) {
    static NativeBuffer allocate(int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(size, 1)).order(ByteOrder.nativeOrder());
        return new NativeBuffer(bytes, Pointer.nativeValue(Native.getDirectBufferPointer(bytes)));
    }

    static NativeBuffer copyOf(byte[] data) {
        NativeBuffer buffer = allocate(data.length);
        buffer.bytes.put(0, data);
        return buffer;
    }

    /** Returns the text with a NUL behind it. */
    static NativeBuffer cString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer buffer = allocate(utf8.length + 1);
        buffer.bytes.put(0, utf8);
        return buffer;
    }

    /** Makes a call to which addresses of these buffers (or of what these objects hold) were given, and keeps them until it returns. */
    static int holding(IntSupplier call, @Nullable Object... held) {
        try {
            return call.getAsInt();
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    int size() {
        return bytes.capacity();
    }

    void zero(int length) {
        for (int i = 0; i < length; i++) {
            bytes.put(i, (byte) 0);
        }
    }

    /** Returns the text at an offset, up to its NUL and at most so many bytes. */
    String text(int offset, int limit) {
        int length = 0;
        while (length < limit && bytes.get(offset + length) != 0) {
            length++;
        }
        byte[] utf8 = new byte[length];
        bytes.get(offset, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    byte[] copy(int length) {
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return copy;
    }
}
