package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.VethEnd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes, changes and lists the interfaces of the calling thread's network, by rtnetlink(7). */
final class Netlink implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x8_0000;
    private static final int NETLINK_ROUTE = 0;

    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;

    private static final int IFF_UP = 1;
    private static final int IF_OPER_UP = 6;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_OPERSTATE = 16;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_STATS64 = 23;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;

    private static final int REPLY = 1 << 16;

    private final String operation;
    private final int socket;
    private final NativeBuffer reply = NativeBuffer.allocate(REPLY);

    /** Opens a socket in the calling thread's network. */
    Netlink(String operation) {
        this.operation = operation;
        this.socket = Libc.result(Libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE));
        if (socket < 0) {
            throw failure(socket, "a netlink socket cannot be opened");
        }
    }

    /** Makes the veth pair of a stage. */
    void createVethPair(int mtu) {
        VethEnd end = VethEnd.VETH0;
        NetlinkMessage message = new NetlinkMessage(RTM_NEWLINK, NetlinkMessage.ACK | NetlinkMessage.CREATE_NEW);
        describe(message.about(0, 0), end, mtu);
        message.nested(
                IFLA_LINKINFO,
                () -> message.attribute(IFLA_INFO_KIND, "veth")
                        .nested(
                                IFLA_INFO_DATA,
                                () -> message.nested(
                                        VETH_INFO_PEER, () -> describe(message.about(0, 0), end.peer(), mtu))));
        int result = request(message, new ArrayList<>());
        if (result < 0) {
            throw result == Errno.ENOTSUP.result()
                    ? new BpfException(operation, Errno.ENOTSUP, "this kernel has no veth", "modprobe veth")
                    : failure(result, "a veth pair cannot be made");
        }
    }

    private static void describe(NetlinkMessage message, VethEnd end, int mtu) {
        message.attribute(IFLA_IFNAME, end.device())
                .attribute(IFLA_ADDRESS, end.mac())
                .attribute(IFLA_MTU, mtu);
    }

    /** Sets an interface up. */
    void setUp(int index) {
        NetlinkMessage message = new NetlinkMessage(RTM_NEWLINK, NetlinkMessage.ACK).about(index, IFF_UP);
        int result = request(message, new ArrayList<>());
        if (result < 0) {
            throw failure(result, "interface " + index + " cannot be set up");
        }
    }

    /** Sets an interface's MTU; returns 0 or a negated errno. */
    int setMtu(int index, int mtu) {
        NetlinkMessage message = new NetlinkMessage(RTM_NEWLINK, NetlinkMessage.ACK)
                .about(index, 0)
                .attribute(IFLA_MTU, mtu);
        return request(message, new ArrayList<>());
    }

    /** Returns the interfaces, by rising index. */
    List<NetInterface> interfaces() {
        return devices().stream().map(Device::description).toList();
    }

    /** Returns whether an interface is up in full, which is some time after it was set up. */
    boolean isUp(int index) {
        return devices().stream()
                .anyMatch(device -> device.up() && device.description().index() == index);
    }

    private List<Device> devices() {
        List<Device> found = new ArrayList<>();
        int result = request(new NetlinkMessage(RTM_GETLINK, NetlinkMessage.DUMP).about(0, 0), found);
        if (result < 0) {
            throw failure(result, "the interfaces cannot be listed");
        }
        return found;
    }

    private BpfException failure(int result, String cause) {
        Errno errno = Errno.ofResult(result);
        return new BpfException(operation, errno, cause + ": " + errno.text(), "use --host sim");
    }

    /** Sends a message and reads the answers up to the last; returns 0 or a negated errno. */
    private int request(NetlinkMessage message, List<Device> found) {
        NativeBuffer request = NativeBuffer.copyOf(message.finished());
        int sent = NativeBuffer.holding(
                () -> Libc.result(Libc.sendto(socket, request.address(), request.size(), 0, 0, 0)), request);
        if (sent < 0) {
            return sent;
        }
        while (true) {
            int length = Libc.result(Libc.recv(socket, reply.address(), REPLY, 0));
            if (length < 0) {
                return length;
            }
            ByteBuffer answers = reply.bytes().slice(0, length).order(ByteOrder.nativeOrder());
            for (int at = 0; at + NetlinkMessage.HEADER <= length; at += aligned(answers.getInt(at))) {
                int type = answers.getShort(at + 4);
                if (type == NLMSG_ERROR || type == NLMSG_DONE) {
                    return answers.getInt(at + NetlinkMessage.HEADER);
                }
                if (type == RTM_NEWLINK) {
                    found.add(read(answers.slice(at, answers.getInt(at)).order(ByteOrder.nativeOrder())));
                }
            }
        }
    }

    /** An interface, and whether it is up in full (RFC 2863). */
    private record Device(NetInterface description, boolean up) {}

    private static Device read(ByteBuffer message) {
        String name = "";
        boolean up = false;
        byte[] mac = new byte[0];
        int mtu = 0;
        long[] counts = new long[4];
        int length;
        for (int at = NetlinkMessage.HEADER + NetlinkMessage.IFINFOMSG; at < message.limit(); at += aligned(length)) {
            length = message.getShort(at) & 0xffff;
            int value = at + 4;
            switch (message.getShort(at + 2)) {
                case IFLA_IFNAME -> name = text(message, value, length - 5);
                case IFLA_OPERSTATE -> up = message.get(value) == IF_OPER_UP;
                case IFLA_ADDRESS -> mac = bytes(message, value, length - 4);
                case IFLA_MTU -> mtu = message.getInt(value);
                case IFLA_STATS64 -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = message.getLong(value + i * Long.BYTES);
                    }
                }
                default -> {}
            }
        }
        // struct rtnl_link_stats64: received packets, sent packets, received bytes, sent bytes.
        NetInterface description = new NetInterface(
                name,
                message.getInt(NetlinkMessage.HEADER + 4),
                VethEnd.macText(mac),
                mtu,
                counts[0],
                counts[2],
                counts[1],
                counts[3]);
        return new Device(description, up);
    }

    private static String text(ByteBuffer message, int at, int length) {
        return new String(bytes(message, at, length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer message, int at, int length) {
        byte[] bytes = new byte[length];
        message.get(at, bytes);
        return bytes;
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }

    @Override
    public void close() {
        Libc.close(socket);
    }
}
