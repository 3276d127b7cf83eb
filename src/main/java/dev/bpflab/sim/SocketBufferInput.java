package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.sim.machine.MachineMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame in a socket buffer, of which a socket filter sees what follows the Ethernet header. The context may set the fields
 * that are listed here, and comes back with what the program made of them.
 */
record SocketBufferInput(SimKernel kernel, ProgramObject program) implements TestInput {
    private static final int ETHERNET_HEADER = 14;

    /** A page less headroom and the tail that the kernel keeps for itself, as measured on Linux 6.18 (x86-64). */
    private static final int MAX_SKB = 3712;

    /** GSO_LEGACY_MAX_SIZE. */
    private static final int MAX_WIRE_LEN = 65536;

    private static final int MAX_GSO_SEGS = 65535;

    /** Some bytes of {@code struct __sk_buff}. */
    private record Span(int from, int length) {
        long get(byte[] context) {
            return view(context).getInt(from) & 0xffff_ffffL;
        }

        void put(byte[] context, int value) {
            view(context).putInt(from, value);
        }

        void copy(byte[] source, byte[] to) {
            System.arraycopy(source, from, to, from, length);
        }

        private static ByteBuffer view(byte[] context) {
            return ByteBuffer.wrap(context).order(ByteOrder.nativeOrder());
        }
    }

    private static final Span MARK = new Span(8, 4);
    private static final Span PRIORITY = new Span(32, 4);
    private static final Span INGRESS_IFINDEX = new Span(36, 4);
    private static final Span IFINDEX = new Span(40, 4);
    private static final Span CB = new Span(48, 20);
    private static final Span TSTAMP = new Span(152, 8);
    private static final Span WIRE_LEN = new Span(160, 4);
    private static final Span GSO_SEGS = new Span(164, 4);
    private static final Span GSO_SIZE = new Span(176, 4);
    private static final Span HWTSTAMP = new Span(184, 8);
    private static final List<Span> ALLOWED =
            List.of(MARK, PRIORITY, INGRESS_IFINDEX, IFINDEX, CB, TSTAMP, WIRE_LEN, GSO_SEGS, GSO_SIZE, HWTSTAMP);

    /** What the kernel copies back of what the program left. */
    private static final List<Span> GIVEN_BACK =
            List.of(MARK, PRIORITY, INGRESS_IFINDEX, IFINDEX, CB, TSTAMP, WIRE_LEN, GSO_SEGS, HWTSTAMP);

    private static byte[] given(TestRun run) {
        return TestInput.whole(run.context(), SocketBuffer.SIZE);
    }

    @Override
    public int refusal(TestRun run) {
        int length = run.data().length;
        if (run.cpu().isPresent() || length < ETHERNET_HEADER || length > MAX_SKB) {
            return Errno.EINVAL.result();
        }
        int tooLong = TestInput.tooLong(run.context(), SocketBuffer.SIZE);
        if (tooLong != 0) {
            return tooLong;
        }
        byte[] context = given(run);
        if (device(context) == null) {
            return Errno.ENODEV.result();
        }
        long wire = WIRE_LEN.get(context);
        boolean taken = onlyAllowed(context)
                && (wire == 0 || (wire >= length - hidden() && wire <= MAX_WIRE_LEN))
                && GSO_SEGS.get(context) <= MAX_GSO_SEGS;
        return taken ? 0 : Errno.EINVAL.result();
    }

    private static boolean onlyAllowed(byte[] context) {
        byte[] rest = context.clone();
        byte[] zeroes = new byte[rest.length];
        ALLOWED.forEach(span -> span.copy(zeroes, rest));
        boolean zero = true;
        for (byte each : rest) {
            zero &= each == 0;
        }
        return zero;
    }

    private @Nullable SimInterface device(byte[] context) {
        int index = (int) IFINDEX.get(context);
        return kernel.network().find(index == 0 ? SocketBuffer.LOOPBACK : index);
    }

    private int hidden() {
        return program.type() == ProgramType.SOCKET_FILTER ? ETHERNET_HEADER : 0;
    }

    @Override
    public PreparedRun prepare(TestRun run, MachineMemory memory) {
        byte[] frame = run.data();
        byte[] given = given(run);
        SimInterface device = Objects.requireNonNull(device(given));
        long packet = memory.socketBuffer(frame, hidden(), new byte[0]);
        byte[] context = SocketBuffer.ofTestRun(frame, packet, frame.length - hidden(), device);
        // The kernel gives the Ethernet header that a socket filter does not see back as zeroes.
        PreparedRun prepared =
                PreparedRun.on(program.code(), memory, MachineMemory.CONTEXT).behind(hidden());
        if (run.context().length == 0) {
            memory.context(context);
            return prepared;
        }
        if (WIRE_LEN.get(given) == 0) {
            WIRE_LEN.put(given, frame.length - hidden());
        }
        IFINDEX.put(given, device.index());
        ALLOWED.forEach(span -> span.copy(given, context));
        // Of this one the kernel keeps 16 bits.
        GSO_SIZE.put(context, (int) GSO_SIZE.get(given) & 0xffff);
        memory.context(context);
        return prepared.givingBack(after -> {
            byte[] left = after.context();
            GIVEN_BACK.forEach(span -> span.copy(left, given));
            return given;
        });
    }
}
