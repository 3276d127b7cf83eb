package dev.bpflab.sim;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import dev.bpflab.sim.machine.Environment;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The network of the simulated machine's stage: a loopback device and a veth pair. A frame meets the programs in the
 * kernel's order: TCX egress at the sender; XDP, packet sockets and TCX ingress at the receiver.
 */
final class SimNetwork {
    /** The stage's packets are received by one CPU, so many at a time, then by the next. */
    private static final int AT_ONCE = 64;

    private static final int LOOPBACK_MTU = 65536;
    private static final int MTU = 1500;

    private static final int TCX_REDIRECT = 7;

    private final SimKernel kernel;
    private final PacketPrograms programs;
    private final List<SimInterface> devices;
    private int turn;

    SimNetwork(SimKernel kernel) {
        this.kernel = kernel;
        this.programs = new PacketPrograms(kernel.runner());
        SimInterface loopback = new SimInterface("lo", 1, new byte[6], LOOPBACK_MTU);
        SimInterface veth1 = new SimInterface(VethEnd.VETH1.device(), 2, VethEnd.VETH1.mac(), MTU);
        SimInterface veth0 = new SimInterface(VethEnd.VETH0.device(), 3, VethEnd.VETH0.mac(), MTU);
        SimInterface.join(veth0, veth1);
        this.devices = List.of(loopback, veth1, veth0);
    }

    @Nullable
    SimInterface find(String name) {
        return devices.stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    SimInterface find(int index) {
        return devices.stream()
                .filter(device -> device.index() == index)
                .findFirst()
                .orElse(null);
    }

    List<NetInterface> interfaces() {
        return devices.stream().map(SimInterface::describe).toList();
    }

    /**
     * Sends packets over the pair.
     *
     * @param environment what programs see that run on a CPU
     */
    void send(Packets packets, IntFunction<Environment> environment) {
        SimInterface sender = end(packets.sender());
        SimInterface receiver = end(packets.sender().peer());
        makeRoomFor(packets.sizes().stream().mapToInt(size -> size).max().orElse(0), List.of(sender, receiver));
        List<byte[]> frames = packets.frames();
        Overlap overlap = kernel.runner().overlap();
        if (overlap != null) {
            sendAtOnce(packets, frames, overlap, environment);
            return;
        }
        for (long i = 0; i < packets.count(); i++) {
            int cpu = (int) ((turn + i / AT_ONCE) % kernel.possibleCpus());
            transmit(frames.get((int) (i % frames.size())).clone(), sender, receiver, environment.apply(cpu));
            if (Thread.currentThread().isInterrupted()) {
                throw new BpfException("send packets", Errno.EINTR, "it was interrupted", null);
            }
        }
        turn += (int) ((packets.count() + AT_ONCE - 1) / AT_ONCE % kernel.possibleCpus());
    }

    /** Sends packets of one size after another, so many at once as there are CPUs to receive them. */
    private void sendAtOnce(
            Packets packets, List<byte[]> frames, Overlap overlap, IntFunction<Environment> environment) {
        for (long i = 0; i < packets.count(); i += kernel.possibleCpus()) {
            meet(i, Math.min(packets.count(), i + kernel.possibleCpus()), packets, frames, overlap, environment);
        }
    }

    private void meet(
            long number,
            long end,
            Packets packets,
            List<byte[]> frames,
            Overlap overlap,
            IntFunction<Environment> environment) {
        SimInterface sender = end(packets.sender());
        SimInterface receiver = end(packets.sender().peer());
        byte[] frame =
                frames.get((int) (number / packets.times() % frames.size())).clone();
        int cpu = (int) (number % kernel.possibleCpus());
        Runnable arrival = () -> transmit(frame, sender, receiver, environment.apply(cpu));
        if (number + 1 < end) {
            overlap.during(1, arrival, () -> meet(number + 1, end, packets, frames, overlap, environment));
        } else {
            arrival.run();
        }
    }

    private SimInterface end(VethEnd end) {
        return Objects.requireNonNull(find(end.device()));
    }

    private static void makeRoomFor(int size, List<SimInterface> pair) {
        for (SimInterface device : pair) {
            if (!device.canTake(size)) {
                throw Packets.tooLargeForNative(size);
            }
        }
        pair.forEach(device -> device.growTo(size));
    }

    private void transmit(byte[] frame, SimInterface sender, SimInterface receiver, Environment environment) {
        byte[] sent = throughTcx(frame, sender, sender.egress(), environment, false);
        if (sent == null) {
            return;
        }
        sender.countSent(sent.length);
        receive(sent, receiver, sender, environment);
    }

    private void receive(byte[] frame, SimInterface receiver, SimInterface sender, Environment environment) {
        receiver.countReceived(frame.length);
        byte[] passed = throughXdp(frame, receiver, sender, environment);
        if (passed == null) {
            return;
        }
        receiver.sockets().forEach(filter -> programs.onPacket(filter, environment, passed, receiver, true));
        throughTcx(passed, receiver, receiver.ingress(), environment, true);
    }

    /** Returns the frame as the XDP program leaves it, or null when it does not pass it on. */
    private byte @Nullable [] throughXdp(
            byte[] frame, SimInterface receiver, SimInterface sender, Environment environment) {
        LinkObject link = receiver.xdp();
        if (link == null || !link.acquire()) {
            return frame;
        }
        PacketPrograms.Ran ran;
        try {
            ran = programs.onFrame(link.program(), environment, frame, receiver);
        } finally {
            link.release();
        }
        int action = (int) ran.r0();
        if (action == Bpf.XDP_TX && !receiver.isNative()) {
            receiver.countSent(ran.frame().length);
            receive(ran.frame(), /* receiver= */ sender, /* sender= */ receiver, environment);
        } else if (action == Bpf.XDP_TX && sender.isNative()) {
            throw new NotSimulated("send packets", "sending a frame back between two native XDP programs");
        }
        return action == Bpf.XDP_PASS ? ran.frame() : null;
    }

    /** Returns the frame as the programs leave it, or null when one of them drops it. */
    private byte @Nullable [] throughTcx(
            byte[] frame, SimInterface device, ProgramList list, Environment environment, boolean arrives) {
        PacketPrograms.Ran[] last = {new PacketPrograms.Ran(Bpf.TCX_PASS, frame)};
        list.until(program -> {
            last[0] = programs.onPacket(program, environment, last[0].frame(), device, arrives);
            int verdict = (int) last[0].r0();
            // Any other number is TCX_NEXT: the next program decides.
            return verdict == Bpf.TCX_PASS || verdict == Bpf.TCX_DROP || verdict == TCX_REDIRECT;
        });
        int verdict = (int) last[0].r0();
        return verdict == Bpf.TCX_DROP || verdict == TCX_REDIRECT ? null : last[0].frame();
    }
}
