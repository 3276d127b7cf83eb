package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The network of a live stage, made when it is first needed: a loopback device and a veth pair in a namespace of its own,
 * in which nothing speaks by itself. Interfaces have no addresses, so the kernel answers no packet.
 */
final class StageNetwork implements AutoCloseable {
    private static final int MTU = 1500;
    private static final String LOOPBACK = "lo";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_EVERY_NANOS = 500_000;

    private @Nullable NetNamespace namespace;
    private @Nullable PacketSender sender;
    private @Nullable Netlink netlink;
    private boolean closed;

    List<NetInterface> interfaces() {
        String operation = "list the interfaces";
        return open(operation).call(operation, stopped -> netlink().interfaces());
    }

    void send(List<Packets> packets) {
        NetNamespace own = open(PacketSender.OPERATION);
        own.call(PacketSender.OPERATION, stopped -> {
            PacketSender used = sender == null ? new PacketSender(netlink()) : sender;
            sender = used;
            used.send(packets, stopped);
            return true;
        });
    }

    /** Does something with the index of an interface, in the network; an {@link AttachFailure} when there is no such one. */
    int at(String device, IntUnaryOperator action) {
        String operation = "attach to " + device;
        return open(operation).call(operation, stopped -> {
            List<NetInterface> all = netlink().interfaces();
            for (NetInterface each : all) {
                if (each.name().equals(device)) {
                    return action.applyAsInt(each.index());
                }
            }
            throw new AttachFailure(AttachOutcome.noInterface(device, all));
        });
    }

    /** Makes a system call in the network; returns what it returns. */
    int within(String operation, IntSupplier call) {
        return open(operation).call(operation, stopped -> call.getAsInt());
    }

    private synchronized NetNamespace open(String operation) {
        if (closed) {
            throw new BpfException(operation, Errno.ESHUTDOWN, "the stage is closed", "open a new workspace");
        }
        NetNamespace open = namespace;
        if (open == null) {
            open = new NetNamespace(operation);
            try {
                netlink = open.call(operation, stopped -> made(operation));
            } catch (BpfException e) {
                open.close();
                throw e;
            }
            namespace = open;
        }
        return open;
    }

    private Netlink netlink() {
        return Objects.requireNonNull(netlink);
    }

    private static Netlink made(String operation) {
        silenceIpv6();
        Netlink netlink = new Netlink(operation);
        try {
            netlink.createVethPair(MTU);
            List<NetInterface> all = netlink.interfaces();
            all.forEach(each -> netlink.setUp(each.index()));
            all.stream()
                    .filter(each -> !each.name().equals(LOOPBACK))
                    .forEach(each -> awaitUp(netlink, each.index(), operation));
            return netlink;
        } catch (BpfException e) {
            netlink.close();
            throw e;
        }
    }

    /** The kernel gives an interface its queue in the background, and until then drops what is sent. */
    private static void awaitUp(Netlink netlink, int index, String operation) {
        long since = System.nanoTime();
        while (!netlink.isUp(index)) {
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new BpfException(
                        operation,
                        Errno.ETIMEDOUT,
                        "the veth pair is not up after 5 s",
                        "try again, or use --host sim");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        // Once more, because this waits for whoever gives the queue and has said already that it is up.
        netlink.setUp(index);
    }

    /** IPv6 would announce itself on every interface that comes up, and be counted. */
    private static void silenceIpv6() {
        try {
            Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1");
        } catch (IOException e) {
            // Without IPv6 there is nothing to silence; in a container that may not say so, a few packets more arrive.
            return;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        NetNamespace open = namespace;
        Netlink socket = netlink;
        if (open != null && socket != null) {
            open.call("close the network", stopped -> {
                socket.close();
                return true;
            });
            open.close();
        }
        namespace = null;
        netlink = null;
    }
}
