package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import java.util.List;
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

    /** Sends them all, or until it shall stop. */
    void send(Packets packets, AtomicBoolean stopped) {
        List<NativeBuffer> frames =
                packets.frames().stream().map(NativeBuffer::copyOf).toList();
        makeRoomFor(packets.sizes().stream().mapToInt(size -> size).max().orElse(0));
        try (PacketSocket socket =
                PacketSocket.sending(named(packets.sender().device()).index())) {
            if (socket.fd() < 0) {
                throw failure(socket.fd());
            }
            long left = packets.count();
            for (long at = 0; left > 0 && !stopped.get(); at += AT_ONCE, left -= AT_ONCE) {
                send(socket, frames, at, (int) Math.min(AT_ONCE, left), packets.sender());
            }
        }
    }

    /** Sends some on one CPU, the next one each time, so that packets arrive on all of them. */
    private void send(PacketSocket socket, List<NativeBuffer> frames, long from, int count, VethEnd sender) {
        int cpu = cpus.get(turn++ % cpus.size());
        boolean pinned = SoftIrqs.pinTo(cpu);
        long expected = received(sender.peer());
        for (int i = 0; i < count; i++) {
            int result = socket.send(frames.get((int) ((from + i) % frames.size())));
            if (result < 0) {
                throw failure(result);
            }
            expected += result > 0 ? 1 : 0;
        }
        long since = System.nanoTime();
        while (received(sender.peer()) < expected || (pinned && !SoftIrqs.areDone(cpu))) {
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new BpfException(
                        OPERATION, Errno.ETIMEDOUT, "some packets have not been received after 5 s", "send them again");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private long received(VethEnd end) {
        return named(end.device()).rxPackets();
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
