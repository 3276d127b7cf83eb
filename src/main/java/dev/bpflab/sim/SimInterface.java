package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An interface of the simulated network: its programs, its MTU and what it has counted. */
final class SimInterface {
    /** The largest MTU of the other end with which a veth takes a native XDP program, on x86-64. */
    static final int MAX_NATIVE_MTU = 3506;

    /** BPF_MPROG_MAX - 1. */
    private static final int MAX_TCX_PROGRAMS = 63;

    private final String name;
    private final int index;
    private final byte[] mac;
    private @Nullable SimInterface peer;
    private int mtu;
    private long rxPackets;
    private long rxBytes;
    private long txPackets;
    private long txBytes;

    private final ProgramList ingress = ProgramList.ofAtMost(MAX_TCX_PROGRAMS, Errno.ERANGE);
    private final ProgramList egress = ProgramList.ofAtMost(MAX_TCX_PROGRAMS, Errno.ERANGE);
    private final ProgramList sockets = ProgramList.unlimited();
    private @Nullable LinkObject xdp;
    private Hook.Xdp.@Nullable Mode xdpMode;

    SimInterface(String name, int index, byte[] mac, int mtu) {
        this.name = name;
        this.index = index;
        this.mac = mac;
        this.mtu = mtu;
    }

    /** Joins the two ends of a pair. */
    static void join(SimInterface one, SimInterface other) {
        one.peer = other;
        other.peer = one;
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    ProgramList ingress() {
        return ingress;
    }

    ProgramList egress() {
        return egress;
    }

    ProgramList sockets() {
        return sockets;
    }

    /** Returns whether frames go to this interface's own address, as the kernel decides it. */
    boolean isAddressedBy(byte[] frame) {
        return Arrays.equals(frame, 0, mac.length, mac, 0, mac.length);
    }

    /** Returns the place for an XDP program in one of the modes; there is only one program in all. */
    AttachPoint xdp(Hook.Xdp.Mode mode) {
        return new AttachPoint() {
            @Override
            public int add(LinkObject link) {
                return addXdp(link, mode);
            }

            @Override
            public void remove(LinkObject link) {
                removeXdp(link);
            }
        };
    }

    private synchronized int addXdp(LinkObject link, Hook.Xdp.Mode mode) {
        if (xdp != null) {
            return (xdpMode == mode ? Errno.EBUSY : Errno.EEXIST).result();
        }
        if (mode == Hook.Xdp.Mode.NATIVE) {
            SimInterface other = peer;
            if (other == null) {
                return Errno.ENOTSUP.result();
            }
            if (other.mtu > MAX_NATIVE_MTU) {
                return Errno.ERANGE.result();
            }
        }
        xdp = link;
        xdpMode = mode;
        return 0;
    }

    private synchronized void removeXdp(LinkObject link) {
        if (xdp == link) {
            xdp = null;
            xdpMode = null;
        }
    }

    /** Returns the link of the XDP program, or null. */
    synchronized @Nullable LinkObject xdp() {
        return xdp;
    }

    synchronized boolean isNative() {
        return xdpMode == Hook.Xdp.Mode.NATIVE;
    }

    /** Returns whether frames of so many bytes can be made possible here by a larger MTU. */
    boolean canTake(int size) {
        SimInterface other = peer;
        return size - Packets.ETHERNET_HEADER <= MAX_NATIVE_MTU || other == null || !other.isNative();
    }

    synchronized void growTo(int size) {
        mtu = Math.max(mtu, size - Packets.ETHERNET_HEADER);
    }

    synchronized void countSent(int bytes) {
        txPackets++;
        txBytes += bytes;
    }

    synchronized void countReceived(int bytes) {
        rxPackets++;
        // A driver that runs XDP programs counts what is behind the Ethernet header.
        rxBytes += isNative() ? bytes - Packets.ETHERNET_HEADER : bytes;
    }

    synchronized NetInterface describe() {
        return new NetInterface(name, index, VethEnd.macText(mac), mtu, rxPackets, rxBytes, txPackets, txBytes);
    }
}
