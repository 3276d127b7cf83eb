package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Sends packets in the network of the calling thread, and sees to it that every one has been received. */
final class PacketSender {
    static final String OPERATION = "send packets";

    /** Fewer than any queue on the way holds. */
    private static final int AT_ONCE = 64;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_EVERY_NANOS = 50_000;

    private final Netlink netlink;
    private final List<Integer> cpus = CpuList.online();
    private int turn;

    PacketSender(Netlink netlink) {
        this.netlink = netlink;
    }

    /** A frame to send, and which end sends it. */
    private record Sending(NativeBuffer frame, VethEnd sender) {}

    /** Sends them all in this order, or until it shall stop. */
    void send(List<Packets> all, AtomicBoolean stopped) {
        makeRoomFor(all.stream()
                .flatMap(packets -> packets.sizes().stream())
                .mapToInt(size -> size)
                .max()
                .orElse(0));
        try (PacketSocket one = open(VethEnd.VETH0);
                PacketSocket other = open(VethEnd.VETH1)) {
            List<Sending> batch = new ArrayList<>();
            for (Packets packets : all) {
                List<Sending> frames = packets.frames().stream()
                        .map(frame -> new Sending(NativeBuffer.copyOf(frame), packets.sender()))
                        .toList();
                for (long i = 0; i < packets.count() && !stopped.get(); i++) {
                    batch.add(frames.get((int) (i % frames.size())));
                    if (batch.size() == AT_ONCE) {
                        send(batch, one, other);
                        batch.clear();
                    }
                }
            }
            send(batch, one, other);
        }
    }

    private PacketSocket open(VethEnd end) {
        PacketSocket socket = PacketSocket.sending(named(end.device()).index());
        if (socket.fd() < 0) {
            throw failure(socket.fd());
        }
        return socket;
    }

    /** Sends some on one CPU, the next one each time, so that packets arrive on all of them. */
    private void send(List<Sending> batch, PacketSocket one, PacketSocket other) {
        if (batch.isEmpty()) {
            return;
        }
        int cpu = cpus.get(turn++ % cpus.size());
        boolean pinned = SoftIrqs.pinTo(cpu);
        Map<VethEnd, Long> expected = received();
        for (Sending sending : batch) {
            int result = (sending.sender() == VethEnd.VETH0 ? one : other).send(sending.frame());
            if (result < 0) {
                throw failure(result);
            }
            if (result > 0) {
                expected.merge(sending.sender().peer(), 1L, Long::sum);
            }
        }
        long since = System.nanoTime();
        while (isLess(received(), expected) || (pinned && !SoftIrqs.areDone(cpu))) {
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new BpfException(
                        OPERATION, Errno.ETIMEDOUT, "some packets have not been received after 5 s", "send them again");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** A program may send packets back, so that one end receives more. */
    private static boolean isLess(Map<VethEnd, Long> received, Map<VethEnd, Long> expected) {
        return expected.entrySet().stream()
                .anyMatch(entry -> received.getOrDefault(entry.getKey(), 0L) < entry.getValue());
    }

    private Map<VethEnd, Long> received() {
        Map<VethEnd, Long> received = new EnumMap<>(VethEnd.class);
        List<NetInterface> all = netlink.interfaces();
        for (VethEnd end : VethEnd.values()) {
            all.stream()
                    .filter(each -> each.name().equals(end.device()))
                    .forEach(each -> received.put(end, each.rxPackets()));
        }
        return received;
    }

    /** Lets the MTU of both ends grow so that a frame of this size can be sent, or of none. */
    private void makeRoomFor(int size) {
        NetInterface one = named(VethEnd.VETH0.device());
        grow(one, size);
        try {
            grow(named(VethEnd.VETH1.device()), size);
        } catch (BpfException e) {
            netlink.setMtu(one.index(), one.mtu());
            throw e;
        }
    }

    private void grow(NetInterface device, int size) {
        int mtu = size - Packets.ETHERNET_HEADER;
        int result = device.mtu() >= mtu ? 0 : netlink.setMtu(device.index(), mtu);
        if (result < 0) {
            throw result == Errno.EINVAL.result() ? Packets.tooLargeForNative(size) : failure(result);
        }
    }

    private NetInterface named(String device) {
        return netlink.interfaces().stream()
                .filter(each -> each.name().equals(device))
                .findFirst()
                .orElseThrow(() -> failure(Errno.ENODEV.result()));
    }

    private static BpfException failure(int result) {
        Errno errno = Errno.ofResult(result);
        return new BpfException(OPERATION, errno, errno.text(), null);
    }
}
