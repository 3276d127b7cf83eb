package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packet sockets (packet(7)) in the calling thread's network: they send and see whole Ethernet frames. */
final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x8_0000;
    private static final short ETH_P_ALL = 3;
    private static final int SOCKADDR_LL = 20;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_BPF = 50;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int CAPTURE_BUFFER = 1 << 22;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_IGNORE_OUTGOING = 23;

    private final int fd;
    private final NativeBuffer address;

    private PacketSocket(int fd, NativeBuffer address) {
        this.fd = fd;
        this.address = address;
    }

    /** Opens a socket that sends out of an interface and gets nothing; its descriptor is a negated errno when that fails. */
    static PacketSocket sending(int index) {
        int fd = Libc.result(Libc.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0));
        return new PacketSocket(fd, address(index, (short) 0));
    }

    /** Opens a socket that gets what arrives at an interface and the filter lets through; a descriptor or a negated errno. */
    static int filtered(int programFd, int index) {
        // No protocol yet: nothing may come before the filter is there.
        int fd = Libc.result(Libc.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0));
        if (fd < 0) {
            return fd;
        }
        NativeBuffer address = address(index, ETH_P_ALL);
        int result = set(fd, SOL_SOCKET, SO_ATTACH_BPF, programFd);
        if (result >= 0) {
            result = set(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
        }
        if (result >= 0) {
            result = NativeBuffer.holding(() -> Libc.result(Libc.bind(fd, address.address(), SOCKADDR_LL)), address);
        }
        if (result < 0) {
            Libc.close(fd);
            return result;
        }
        return fd;
    }

    /** Opens a socket that gets all that arrives at and leaves an interface, or every one for 0; a descriptor or errno. */
    static int capturing(int index) {
        int fd = Libc.result(Libc.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0));
        if (fd < 0) {
            return fd;
        }
        set(fd, SOL_SOCKET, SO_RCVBUFFORCE, CAPTURE_BUFFER);
        NativeBuffer address = address(index, ETH_P_ALL);
        int result = NativeBuffer.holding(() -> Libc.result(Libc.bind(fd, address.address(), SOCKADDR_LL)), address);
        if (result < 0) {
            Libc.close(fd);
            return result;
        }
        return fd;
    }

    private static int set(int fd, int level, int option, int value) {
        NativeBuffer memory = NativeBuffer.allocate(Integer.BYTES);
        memory.bytes().putInt(0, value);
        return NativeBuffer.holding(
                () -> Libc.result(Libc.setsockopt(fd, level, option, memory.address(), Integer.BYTES)), memory);
    }

    /** Returns {@code struct sockaddr_ll}; the protocol is in network order. */
    private static NativeBuffer address(int index, short protocol) {
        NativeBuffer address = NativeBuffer.allocate(SOCKADDR_LL);
        ByteBuffer bytes = address.bytes().putShort(0, (short) AF_PACKET).putInt(4, index);
        bytes.order(ByteOrder.BIG_ENDIAN).putShort(2, protocol).order(ByteOrder.nativeOrder());
        return address;
    }

    int fd() {
        return fd;
    }

    /** Sends a frame; returns its length, 0 when a program dropped it on its way out, or a negated errno. */
    int send(NativeBuffer frame) {
        int result = NativeBuffer.holding(
                () -> Libc.result(Libc.sendto(fd, frame.address(), frame.size(), 0, address.address(), SOCKADDR_LL)),
                frame,
                address);
        return result == Errno.ENOBUFS.result() ? 0 : result;
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Libc.close(fd);
        }
    }
}
