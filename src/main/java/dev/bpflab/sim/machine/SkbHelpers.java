package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The helpers on {@code struct sk_buff} (net/core/filter.c), of which only packets in one piece are changed. */
final class SkbHelpers {
    private static final int FROM_MAC = 0;
    private static final int FROM_NETWORK = 1;
    private static final int MAX_OFFSET = 0xffff;
    /** BPF_F_RECOMPUTE_CSUM and BPF_F_INVALIDATE_HASH, which change nothing that a program sees. */
    private static final long STORE_FLAGS = 3;

    private static final long FIELD_SIZE = 0xf;
    private static final long PSEUDO_HEADER = 0x10;
    private static final long MARK_MANGLED = 0x20;
    private static final long ENFORCE = 0x40;
    private static final long IPV6 = 0x80;
    private static final long L4_FLAGS = FIELD_SIZE | PSEUDO_HEADER | MARK_MANGLED | ENFORCE | IPV6;

    private SkbHelpers() {}

    static long loadBytes(Machine machine, long context, long offset, long to, long size, long r5) {
        Packet packet = machine.memory().packet(Packet.Kind.SOCKET_BUFFER);
        long from = (int) offset < 0 ? -1 : packet.data + (long) (int) offset;
        return load(machine, packet, from, packet.data + (long) packet.length(), to, (int) size);
    }

    static long loadBytesRelative(Machine machine, long context, long offset, long to, long size, long start) {
        Packet packet = machine.memory().packet(Packet.Kind.SOCKET_BUFFER);
        int from = (int) start == FROM_MAC ? packet.mac : (int) start == FROM_NETWORK ? packet.network() : -1;
        boolean known = from >= 0 && Integer.toUnsignedLong((int) offset) <= MAX_OFFSET;
        return load(machine, packet, known ? from + (long) (int) offset : -1, packet.end, to, (int) size);
    }

    private static long load(Machine machine, Packet packet, long from, long end, long to, int size) {
        boolean there = from >= packet.mac && from + size <= end;
        machine.memory().write(to, there ? machine.memory().frame((int) from, size) : new byte[size]);
        return there ? 0 : Errno.EFAULT.result();
    }

    /** Returns a packet that is to be changed, for which the kernel would move more of it into its first piece. */
    private static Packet whole(Machine machine) {
        Packet packet = machine.memory().packet(Packet.Kind.SOCKET_BUFFER);
        if (packet.rest.length > 0) {
            throw new MemoryFault("changing a packet in several pieces is not simulated");
        }
        return packet;
    }

    static long storeBytes(Machine machine, long context, long offset, long from, long size, long flags) {
        Packet packet = whole(machine);
        if ((flags & ~STORE_FLAGS) != 0) {
            return Errno.EINVAL.result();
        }
        int at = (int) offset;
        if (at < 0 || at + size > packet.length()) {
            return Errno.EFAULT.result();
        }
        machine.memory().write(packet.data + at, machine.memory().read(from, (int) size));
        return 0;
    }

    /** Nothing has to be pulled together; what is longer than the packet is no memory. */
    static long pullData(Machine machine, long context, long length, long r3, long r4, long r5) {
        Packet packet = whole(machine);
        boolean there = Integer.toUnsignedLong((int) length) <= packet.length();
        return there ? 0 : Errno.ENOMEM.result();
    }

    static long l3Checksum(Machine machine, long context, long offset, long from, long to, long flags) {
        return (flags & ~FIELD_SIZE) != 0 ? Errno.EINVAL.result() : replace(machine, (int) offset, from, to, flags);
    }

    static long l4Checksum(Machine machine, long context, long offset, long from, long to, long flags) {
        return (flags & ~L4_FLAGS) != 0 ? Errno.EINVAL.result() : replace(machine, (int) offset, from, to, flags);
    }

    private static long replace(Machine machine, int offset, long from, long to, long flags) {
        Packet packet = whole(machine);
        if (Integer.compareUnsigned(offset, MAX_OFFSET) > 0 || (offset & 1) != 0 || offset + 2 > packet.length()) {
            return Errno.EFAULT.result();
        }
        long at = packet.data + (long) offset;
        int old = buffer(machine.memory().read(at, 2)).getShort() & 0xffff;
        boolean marks = (flags & MARK_MANGLED) != 0;
        if (marks && (flags & ENFORCE) == 0 && old == 0) {
            return 0;
        }
        int sum;
        switch ((int) (flags & FIELD_SIZE)) {
            case 0 -> {
                if (from != 0) {
                    return Errno.EINVAL.result();
                }
                sum = Checksums.replaceByDifference(old, (int) to);
            }
            case 2 -> sum = Checksums.replace(old, (int) from & 0xffff, (int) to & 0xffff);
            case 4 -> sum = Checksums.replace(old, (int) from, (int) to);
            default -> {
                return Errno.EINVAL.result();
            }
        }
        byte[] bytes = new byte[2];
        buffer(bytes).putShort((short) (marks && sum == 0 ? 0xffff : sum));
        machine.memory().write(at, bytes);
        return 0;
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
