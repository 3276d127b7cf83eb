package dev.bpflab.sim.machine;

import dev.bpflab.isa.Size;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.map.SimRingbufMap;
import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one machine sees: the kernel's address space with a stack in it, and below it a context and a packet of
 * its own. Those lie at addresses of less than 32 bits, because a program reads a packet's address from a 32-bit field
 * of its context, which the real kernel widens in the verifier.
 */
public final class MachineMemory implements AutoCloseable {
    private static final int FRAMES = 8;
    private static final int FRAME_SIZE = 512;
    /** Frames lie apart, so that what leaves one at either end does not arrive in the next. */
    private static final int FRAME_STRIDE = 1024;

    private static final int CONTEXT = 0x1000;
    private static final int MAX_CONTEXT = 0x2000;
    private static final int PACKET = 0x4000;

    private final AddressSpace space;
    private final Region stack;
    private @Nullable Region[] snapshot;
    private Region low;
    private long contextEnd = CONTEXT;
    private long packetEnd = PACKET;
    /** Keys that functions are called with, one for each function on the call chain. */
    private final @Nullable Region[] keys = new @Nullable Region[FRAMES];

    /** Creates memory with an empty context and packet in this address space. */
    public MachineMemory(AddressSpace space) {
        this.space = space;
        this.stack = space.mapElements(FRAMES, FRAME_STRIDE, FRAME_SIZE);
        this.snapshot = space.snapshot();
        this.low = Region.detached(PACKET + 2048);
    }

    /** Returns the memory at an address if so many bytes (1 or more) lie there; the offset is the address's lower half. */
    @Nullable
    Region at(long address, int length) {
        Region region = AddressSpace.in(snapshot, address);
        return region != null && region.holds((int) address, length) ? region : elsewhere(address, length);
    }

    private @Nullable Region elsewhere(long address, int length) {
        if (address >= PACKET && address <= packetEnd - length) {
            return low;
        }
        if (address >= CONTEXT && address <= contextEnd - length) {
            return low;
        }
        snapshot = space.snapshot();
        Region region = AddressSpace.in(snapshot, address);
        return region != null && region.holds((int) address, length) ? region : null;
    }

    /** Sets the context, at most 8192 bytes; returns its address. */
    public long context(byte[] bytes) {
        if (bytes.length > MAX_CONTEXT) {
            throw new IllegalArgumentException("a context of " + bytes.length + " bytes");
        }
        low.copyIn(CONTEXT, bytes, bytes.length);
        contextEnd = (long) CONTEXT + bytes.length;
        return CONTEXT;
    }

    /** Sets the packet; returns its address. */
    public long packet(byte[] bytes) {
        if (PACKET + bytes.length > low.size()) {
            Region larger = Region.detached(PACKET + bytes.length);
            byte[] context = new byte[(int) contextEnd - CONTEXT];
            low.copyOut(CONTEXT, context, context.length);
            larger.copyIn(CONTEXT, context, context.length);
            low = larger;
        }
        low.copyIn(PACKET, bytes, bytes.length);
        packetEnd = (long) PACKET + bytes.length;
        return PACKET;
    }

    /** Returns a copy of the packet as it is now. */
    public byte[] packet() {
        byte[] bytes = new byte[(int) packetEnd - PACKET];
        low.copyOut(PACKET, bytes, bytes.length);
        return bytes;
    }

    /** Zeroes a function's stack; returns the value of its frame pointer. */
    long enterFrame(int frame) {
        int start = frame * FRAME_STRIDE;
        for (int i = 0; i < FRAME_SIZE; i += 8) {
            stack.putLong(start + i, 0);
        }
        return stack.base() + start + FRAME_SIZE;
    }

    /** Returns the 1, 2 or 4 bytes of the packet at an offset, in network order, or -1 when the packet has none there. */
    long loadPacket(Size size, int offset) {
        long address = (long) PACKET + offset;
        if (offset < 0 || address > packetEnd - size.bytes()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < size.bytes(); i++) {
            value = value << 8 | (low.getByte((int) address + i) & 0xff);
        }
        return value;
    }

    /** Returns a copy of so many bytes. */
    byte[] read(long address, int length) {
        if (length == 0) {
            return new byte[0];
        }
        Region region = need(address, length, "read");
        byte[] bytes = new byte[length];
        region.copyOut((int) address, bytes, length);
        return bytes;
    }

    /** Sets bytes. */
    void write(long address, byte[] bytes) {
        if (bytes.length > 0) {
            need(address, bytes.length, "write").copyIn((int) address, bytes, bytes.length);
        }
    }

    /** Puts a key at a place that lasts until the next key of a function as deep on the call chain; returns its address. */
    long key(int depth, byte[] key) {
        Region region = keys[depth];
        if (region == null || region.size() != key.length) {
            if (region != null) {
                space.unmap(region);
            }
            region = space.map(key.length);
            keys[depth] = region;
        }
        region.copyIn(0, key, key.length);
        return region.base();
    }

    /** Returns the map whose address this is. */
    SimMap map(long address) {
        Region region = space.find(address);
        if (region != null && region.base() == address && region.object() instanceof SimMap map) {
            return map;
        }
        throw new MemoryFault("there is no map at 0x" + Long.toHexString(address));
    }

    /** Returns the ring buffer of a record that is reserved at this address. */
    SimRingbufMap ringOf(long record) {
        Region region = space.find(record);
        if (region != null
                && region.object() instanceof SimRingbufMap.Data data
                && data.ring().isReserved(record)) {
            return data.ring();
        }
        throw new MemoryFault("there is no reserved record at 0x" + Long.toHexString(record));
    }

    @Override
    public void close() {
        space.unmap(stack);
        for (Region key : keys) {
            if (key != null) {
                space.unmap(key);
            }
        }
    }

    /** Returns the memory of so many bytes, 1 or more, that a helper is given. */
    Region need(long address, int length, String verb) {
        Region region = length < 1 ? null : at(address, length);
        if (region == null) {
            throw new MemoryFault("cannot " + verb + " " + length + " bytes at 0x" + Long.toHexString(address)
                    + ": outside of the program's memory");
        }
        return region;
    }
}
