package dev.bpflab.sim.machine;

import dev.bpflab.isa.Size;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.map.SimRingbufMap;
import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one machine sees: the kernel's address space with a stack in it, and below it a context and a packet of
 * its own. Those lie at addresses of less than 32 bits, because a program reads a packet's address from a 32-bit field
 * of its context, which the real kernel widens in the verifier.
 */
public final class MachineMemory implements AutoCloseable {
    private static final int FRAMES = 8;
    /** The bytes of a function's stack. */
    public static final int FRAME_SIZE = 512;

    /** Frames lie apart, so that what leaves one at either end does not arrive in the next. */
    private static final int FRAME_STRIDE = 1024;

    /** Where the context begins. */
    public static final int CONTEXT = 0x1000;

    private static final int MAX_CONTEXT = 0x2000;
    private static final int PACKET = 0x4000;
    /** What begins no lower than this and is no other memory is the kernel's, though its addresses are low. */
    private static final int LOW = CONTEXT;

    /** From where legacy packet loads count when their offset is negative: the network layer's header, the link layer's. */
    private static final int SKF_NET_OFF = -0x100000;

    private static final int SKF_LL_OFF = -0x200000;

    private final AddressSpace space;
    private final Region stack;
    private @Nullable Region[] snapshot;
    private Region low;
    private long contextEnd = CONTEXT;
    private Packet packet = Packet.plain(PACKET, 0);
    /** What the program may read and write of the packet, kept here for the sake of speed. */
    private long packetStart = PACKET;

    private long packetEnd = PACKET;
    private long leftover;
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
        if (address >= packetStart && address <= packetEnd - length) {
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

    /** Sets bytes that are no packet of the kernel's; returns their address. */
    public long packet(byte[] bytes) {
        return place(Packet.plain(PACKET, bytes.length), PACKET, bytes);
    }

    /**
     * Sets the packet to a frame in a socket buffer; returns the address of what the program sees.
     *
     * @param hidden how many bytes at the frame's beginning the program does not see
     * @param rest bytes behind the frame's first piece, which are not in memory
     */
    public long socketBuffer(byte[] frame, int hidden, byte[] rest) {
        long address = place(Packet.socketBuffer(PACKET, frame.length, hidden), PACKET, frame);
        packet.rest = rest.clone();
        return address;
    }

    /** Sets the packet to a frame in one piece that a device has received; returns its address. */
    public long received(byte[] frame) {
        Packet placed = Packet.onDevice(PACKET, frame.length);
        return place(placed, placed.data, frame);
    }

    /**
     * Sets the packet to a frame whose last bytes lie in further pieces; returns its address.
     *
     * @param metadata how many of the first bytes are metadata in front of the packet
     */
    public long xdp(byte[] linear, int metadata, byte[] rest) {
        Packet placed = Packet.xdp(PACKET, linear.length, metadata);
        long address = place(placed, placed.meta, linear);
        packet.rest = rest.clone();
        return address;
    }

    private long place(Packet placed, int from, byte[] bytes) {
        if (placed.ceiling > low.size()) {
            Region larger = Region.detached(placed.ceiling);
            byte[] context = new byte[(int) contextEnd - CONTEXT];
            low.copyOut(CONTEXT, context, context.length);
            larger.copyIn(CONTEXT, context, context.length);
            low = larger;
        }
        // What an earlier packet left around this one is not to be seen.
        byte[] nothing = new byte[placed.ceiling - placed.floor];
        low.copyIn(placed.floor, nothing, nothing.length);
        low.copyIn(from, bytes, bytes.length);
        packet = placed;
        refresh();
        return placed.data;
    }

    /** Lets the program see the packet where it lies now. */
    void refresh() {
        packetStart = packet.meta;
        packetEnd = packet.end;
    }

    /** Returns the packet, which must be of this kind. */
    Packet packet(Packet.Kind kind) {
        if (packet.kind != kind) {
            throw new MemoryFault("the helper's context is not simulated for this kind of run");
        }
        return packet;
    }

    /** Returns how many bytes of metadata stand in front of the packet. */
    public int metadata() {
        return packet.data - packet.meta;
    }

    /** Returns a copy of the packet as it is now: its metadata, the packet, and what lies in further pieces. */
    public byte[] packet() {
        byte[] linear = new byte[packet.end - packet.meta];
        low.copyOut(packet.meta, linear, linear.length);
        byte[] bytes = Arrays.copyOf(linear, linear.length + packet.rest.length);
        System.arraycopy(packet.rest, 0, bytes, linear.length, packet.rest.length);
        return bytes;
    }

    /** Returns a copy of bytes of the frame, which may lie before what the program sees or in further pieces. */
    byte[] frame(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int at = address + i;
            bytes[i] = at < packet.end ? low.getByte(at) : packet.rest[at - packet.end];
        }
        return bytes;
    }

    /** Sets four bytes of the context. */
    void putInt(long address, int value) {
        need(address, Integer.BYTES, "write").putInt((int) address, value);
    }

    /** Returns the address of the first byte of the packet that the program sees. */
    public long packetAddress() {
        return packet.data;
    }

    /** Returns how many bytes of the packet the program sees. */
    public int packetLength() {
        return packet.end - packet.data;
    }

    /** Returns a copy of the packet as the program sees it. */
    public byte[] visiblePacket() {
        byte[] bytes = new byte[packetLength()];
        low.copyOut(packet.data, bytes, bytes.length);
        return bytes;
    }

    /** Returns the context's length. */
    public int contextLength() {
        return (int) contextEnd - CONTEXT;
    }

    /** Returns a copy of the context as it is now. */
    public byte[] context() {
        byte[] bytes = new byte[contextLength()];
        low.copyOut(CONTEXT, bytes, bytes.length);
        return bytes;
    }

    /** Returns a copy of a function's stack, lowest byte first. */
    public byte[] stack(int frame) {
        byte[] bytes = new byte[FRAME_SIZE];
        stack.copyOut(frame * FRAME_STRIDE, bytes, FRAME_SIZE);
        return bytes;
    }

    /** Returns a copy of so many bytes at an address, or null when not all of them are the program's to read. */
    public byte @Nullable [] peek(long address, int length) {
        Region region = length < 1 ? null : at(address, length);
        if (region == null) {
            return null;
        }
        byte[] bytes = new byte[length];
        region.copyOut((int) address, bytes, length);
        return bytes;
    }

    /** Returns the frame pointer of a function. */
    public long framePointer(int frame) {
        return stack.base() + (long) frame * FRAME_STRIDE + FRAME_SIZE;
    }

    /** Sets what lies in every eight bytes of a stack that a function enters; zero unless it is said. */
    public void leaveOnStack(long value) {
        leftover = value;
    }

    /** Lets the same lie in memory of so many bytes that the program gets, if it is not zero. */
    void leaveIn(long address, int length) {
        byte[] left = new byte[length];
        if (leftover != 0) {
            Arrays.fill(left, (byte) leftover);
            write(address, left);
        }
    }

    /** Clears a function's stack; returns the value of its frame pointer. */
    long enterFrame(int frame) {
        int start = frame * FRAME_STRIDE;
        for (int i = 0; i < FRAME_SIZE; i += 8) {
            stack.putLong(start + i, leftover);
        }
        return framePointer(frame);
    }

    /** Returns the 1, 2 or 4 bytes of the packet at an offset, in network order, or -1 when the packet has none there. */
    long loadPacket(Size size, int offset) {
        long address = packet.data + (long) offset;
        if (offset < 0) {
            if (packet.kind == Packet.Kind.NONE) {
                throw new MemoryFault("a packet load at a negative offset is not simulated");
            }
            address = offset >= SKF_NET_OFF
                    ? packet.network() + (long) offset - SKF_NET_OFF
                    : packet.mac + (long) offset - SKF_LL_OFF;
        }
        // What lies in further pieces is found from the packet's beginning, not from its headers.
        int end = packet.end + (offset < 0 ? 0 : packet.rest.length);
        if (address < packet.mac || address > end - size.bytes()) {
            return -1;
        }
        long value = 0;
        for (byte each : frame((int) address, size.bytes())) {
            value = value << 8 | (each & 0xff);
        }
        return value;
    }

    /** Returns whether this is an address of the memory that lies below all other. */
    boolean isLow(long address) {
        return address >= LOW && address < low.size();
    }

    /** Returns a copy of bytes anywhere in the kernel's memory, of which only that of programs is simulated. */
    byte[] probe(long address, int length) {
        boolean inContext = address >= CONTEXT && address < contextEnd;
        if (inContext && packet.kind != Packet.Kind.NONE) {
            throw new MemoryFault("what the kernel keeps behind a packet's context is not simulated");
        }
        Region region = at(address, length);
        if (region == null) {
            throw new MemoryFault(
                    "what lies at the kernel's address 0x" + Long.toHexString(address) + " is not simulated");
        }
        byte[] bytes = new byte[length];
        region.copyOut((int) address, bytes, length);
        return bytes;
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
