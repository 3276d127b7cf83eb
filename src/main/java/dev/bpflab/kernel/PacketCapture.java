package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.traffic.Pcap;
import dev.bpflab.bpf.traffic.RecordedPacket;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees which packets come by on the machine's own network, by a packet socket (packet(7)): their sizes, protocols and
 * directions, never what is in them.
 */
public final class PacketCapture implements AutoCloseable {
    private static final String OPERATION = "capture packets";

    private static final int HEAD = 64;
    private static final int SOCKADDR_LL = 20;
    private static final int HARDWARE_TYPE_AT = 8;
    private static final int PACKET_TYPE_AT = 10;
    private static final int ETHERNET = 1;
    private static final int PACKET_OUTGOING = 4;
    private static final int PACKET_OTHERHOST = 3;

    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    private final int fd;
    private final NativeBuffer head = NativeBuffer.allocate(HEAD);
    private final NativeBuffer from = NativeBuffer.allocate(SOCKADDR_LL);
    private final NativeBuffer fromSize = NativeBuffer.allocate(Integer.BYTES);
    private final NativeBuffer waiting = NativeBuffer.allocate(Long.BYTES);
    private long first = -1;

    private PacketCapture(int fd) {
        this.fd = fd;
    }

    /**
     * Begins a capture at an interface of the machine, such as {@code eth0}, or at all when the name is empty.
     *
     * @throws BpfException ENODEV when there is no such interface, EPERM without the right
     */
    public static PacketCapture open(String device) {
        int index = device.isEmpty() ? 0 : index(device);
        int fd = PacketSocket.capturing(index);
        if (fd < 0) {
            Errno errno = Errno.ofResult(fd);
            throw new BpfException(OPERATION, errno, errno.text(), errno == Errno.EPERM ? "run as root" : null);
        }
        return new PacketCapture(fd);
    }

    private static int index(String device) {
        try {
            return Integer.parseInt(Files.readString(Path.of("/sys/class/net", device, "ifindex"))
                    .strip());
        } catch (IOException | RuntimeException e) {
            throw new BpfException(OPERATION, Errno.ENODEV, "there is no interface '" + device + "'", "see ip link");
        }
    }

    /** Returns the packets that came by since the last call, after waiting for one at most so long. */
    public List<RecordedPacket> next(int millis) {
        waiting.bytes().putInt(0, fd).putShort(4, POLLIN).putShort(6, (short) 0);
        NativeBuffer.holding(() -> Libc.result(Libc.poll(waiting.address(), 1, millis)), waiting);
        List<RecordedPacket> packets = new ArrayList<>();
        for (int length = receive(); length >= 0; length = receive()) {
            packet(length).ifPresent(packets::add);
        }
        return packets;
    }

    private int receive() {
        fromSize.bytes().putInt(0, SOCKADDR_LL);
        return NativeBuffer.holding(
                () -> Libc.result(Libc.recvfrom(
                        fd, head.address(), HEAD, MSG_TRUNC | MSG_DONTWAIT, from.address(), fromSize.address())),
                head,
                from,
                fromSize);
    }

    private Optional<RecordedPacket> packet(int length) {
        int hardware = from.bytes().order(ByteOrder.nativeOrder()).getShort(HARDWARE_TYPE_AT);
        int type = from.bytes().get(PACKET_TYPE_AT);
        if (hardware != ETHERNET || type == PACKET_OTHERHOST) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        first = first < 0 ? now : first;
        Direction direction = type == PACKET_OUTGOING ? Direction.EGRESS : Direction.INGRESS;
        return RecordedPacket.of(new Pcap.Captured(now, length, head.copy(Math.min(length, HEAD))), first, direction);
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
