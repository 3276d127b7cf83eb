package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;

/** The helpers on {@code struct xdp_buff} (net/core/filter.c): they move the packet's ends and copy across its pieces. */
final class XdpHelpers {
    private static final int MAX_META = 255;
    private static final int MAX_OFFSET = 0xffff;

    private static final int CTX_DATA = 0;
    private static final int CTX_DATA_END = 4;
    private static final int CTX_DATA_META = 8;

    private XdpHelpers() {}

    static long adjustHead(Machine machine, long context, long by, long r3, long r4, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.XDP);
        int metaLength = packet.data - packet.meta;
        long data = packet.data + (long) (int) by;
        if (!Packet.holdsHeader(data, packet.end) || !packet.hasRoom(data - metaLength, packet.end)) {
            return Errno.EINVAL.result();
        }
        byte[] meta = machine.memory().read(packet.meta, metaLength);
        packet.data = (int) data;
        packet.meta = (int) data - metaLength;
        moved(machine, packet, context);
        machine.memory().write(packet.meta, meta);
        return 0;
    }

    static long adjustTail(Machine machine, long context, long by, long r3, long r4, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.XDP);
        if (packet.rest.length > 0) {
            throw new MemoryFault("moving the end of a packet in several pieces is not simulated");
        }
        long end = packet.end + (long) (int) by;
        if (!Packet.holdsHeader(packet.data, end) || !packet.hasRoom(packet.meta, end)) {
            return Errno.EINVAL.result();
        }
        int before = packet.end;
        packet.end = (int) end;
        machine.memory().refresh();
        if (end > before) {
            machine.memory().write(before, new byte[(int) end - before]);
        }
        return moved(machine, packet, context);
    }

    static long adjustMeta(Machine machine, long context, long by, long r3, long r4, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.XDP);
        long meta = packet.meta + (long) (int) by;
        if (meta > packet.data || !packet.hasRoom(meta, packet.end)) {
            return Errno.EINVAL.result();
        }
        long length = packet.data - meta;
        if (length % Integer.BYTES != 0 || length > MAX_META) {
            return Errno.EACCES.result();
        }
        packet.meta = (int) meta;
        return moved(machine, packet, context);
    }

    /** Lets the program see where the packet lies now. */
    private static long moved(Machine machine, Packet packet, long context) {
        MachineMemory memory = machine.memory();
        memory.refresh();
        memory.putInt(context + CTX_DATA, packet.data);
        memory.putInt(context + CTX_DATA_END, packet.end);
        memory.putInt(context + CTX_DATA_META, packet.meta);
        return 0;
    }

    static long length(Machine machine, long context, long r2, long r3, long r4, long r5) {
        return machine.memory().packet(Packet.Kind.XDP).length();
    }

    static long loadBytes(Machine machine, long context, long offset, long to, long size, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.XDP);
        int refusal = check(packet, offset, size);
        if (refusal == 0) {
            byte[] bytes = new byte[(int) size];
            int inFront = inFront(packet, (int) offset, bytes.length);
            byte[] linear = machine.memory().read(packet.data + (int) offset, inFront);
            System.arraycopy(linear, 0, bytes, 0, inFront);
            System.arraycopy(packet.rest, restOffset(packet, (int) offset), bytes, inFront, bytes.length - inFront);
            machine.memory().write(to, bytes);
        }
        return refusal;
    }

    static long storeBytes(Machine machine, long context, long offset, long from, long size, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.XDP);
        int refusal = check(packet, offset, size);
        if (refusal == 0) {
            byte[] bytes = machine.memory().read(from, (int) size);
            int inFront = inFront(packet, (int) offset, bytes.length);
            machine.memory().write(packet.data + (int) offset, java.util.Arrays.copyOf(bytes, inFront));
            System.arraycopy(bytes, inFront, packet.rest, restOffset(packet, (int) offset), bytes.length - inFront);
        }
        return refusal;
    }

    private static int check(Packet packet, long offset, long size) {
        long from = Integer.toUnsignedLong((int) offset);
        if (from > MAX_OFFSET || Integer.toUnsignedLong((int) size) > MAX_OFFSET) {
            return Errno.EFAULT.result();
        }
        return from + size > packet.length() ? Errno.EINVAL.result() : 0;
    }

    /** Returns how many of the bytes lie in the first piece. */
    private static int inFront(Packet packet, int offset, int size) {
        return Math.max(0, Math.min(size, packet.end - packet.data - offset));
    }

    private static int restOffset(Packet packet, int offset) {
        return Math.max(0, offset - (packet.end - packet.data));
    }
}
