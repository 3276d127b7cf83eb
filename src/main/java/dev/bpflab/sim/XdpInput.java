package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A frame for an XDP program. The context's {@code data} says how many bytes of metadata stand in front of the packet,
 * {@code data_end} how many bytes in all lie in the first piece; it may name the interface, and comes back with the packet's
 * two ends counted from the metadata on.
 */
record XdpInput(SimKernel kernel, ProgramObject program) implements TestInput {
    private static final int ETHERNET_HEADER = 14;
    private static final int MAX_METADATA = 216;
    private static final int PAGE = 4096;
    /** How many pieces of a page each the kernel keeps behind the first one (MAX_SKB_FRAGS). */
    private static final int MAX_PIECES = 17;

    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int DATA_META = 8;
    private static final int INGRESS_IFINDEX = 12;
    private static final int RX_QUEUE_INDEX = 16;
    private static final int EGRESS_IFINDEX = 20;

    private static ByteBuffer given(TestRun run) {
        return ByteBuffer.wrap(TestInput.whole(run.context(), XdpFrame.SIZE)).order(ByteOrder.nativeOrder());
    }

    @Override
    public int refusal(TestRun run) {
        if (run.cpu().isPresent()) {
            return Errno.EINVAL.result();
        }
        int tooLong = TestInput.tooLong(run.context(), XdpFrame.SIZE);
        if (tooLong != 0) {
            return tooLong;
        }
        ByteBuffer context = given(run);
        long metadata = context.getInt(DATA) & 0xffff_ffffL;
        long end = context.getInt(DATA_END) & 0xffff_ffffL;
        int length = run.data().length;
        if (context.getInt(DATA_META) != 0
                || end > length
                || metadata > end
                || metadata % Integer.BYTES != 0
                || metadata > MAX_METADATA
                || length - metadata < ETHERNET_HEADER
                || context.getInt(EGRESS_IFINDEX) != 0) {
            return Errno.EINVAL.result();
        }
        int refusal = interfaceRefusal(context.getInt(INGRESS_IFINDEX), context.getInt(RX_QUEUE_INDEX));
        boolean fits = length - linearLength(run, context) <= MAX_PIECES * PAGE;
        return refusal == 0 && !fits ? Errno.ENOMEM.result() : refusal;
    }

    /** Returns how many bytes lie in the first piece, metadata included. */
    private static int linearLength(TestRun run, ByteBuffer context) {
        int wanted = run.context().length == 0 ? run.data().length : context.getInt(DATA_END);
        return Math.min(wanted, Packet.MAX_XDP_LINEAR + context.getInt(DATA));
    }

    private int interfaceRefusal(int index, int queue) {
        if (index != 0 && kernel.network().find(index) == null) {
            return Errno.ENODEV.result();
        }
        // Every simulated interface has one queue.
        return queue != 0 ? Errno.EINVAL.result() : 0;
    }

    @Override
    public PreparedRun prepare(TestRun run, MachineMemory memory) {
        ByteBuffer given = given(run);
        int metadata = given.getInt(DATA);
        byte[] frame = run.data();
        byte[] linear = Arrays.copyOf(frame, linearLength(run, given));
        long packet = memory.xdp(linear, metadata, Arrays.copyOfRange(frame, linear.length, frame.length));
        int index = given.getInt(INGRESS_IFINDEX);
        byte[] context = XdpFrame.context(
                packet, linear.length - metadata, metadata, index == 0 ? SocketBuffer.LOOPBACK : index);
        return PreparedRun.on(program.code(), memory, memory.context(context))
                .givingBack(run.context().length == 0 ? after -> new byte[0] : after -> after(given, after));
    }

    private static byte[] after(ByteBuffer given, MachineMemory memory) {
        byte[] after = new byte[XdpFrame.SIZE];
        given.get(0, after);
        ByteBuffer.wrap(after)
                .order(ByteOrder.nativeOrder())
                .putInt(DATA, memory.metadata())
                .putInt(DATA_END, memory.metadata() + memory.packetLength());
        return after;
    }
}
