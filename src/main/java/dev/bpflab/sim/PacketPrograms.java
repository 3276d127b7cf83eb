package dev.bpflab.sim;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.MachineMemory;
import java.util.Arrays;

/** Runs programs on the frames of the simulated network. */
final class PacketPrograms {
    /** A packet socket's larger frames lie in pages, and only the Ethernet header before them, as measured on Linux 6.18. */
    private static final int MAX_LINEAR = 4096;

    private static final int ETHERNET_HEADER = 14;

    private final ProgramRunner runner;

    PacketPrograms(ProgramRunner runner) {
        this.runner = runner;
    }

    /**
     * What came of it.
     *
     * @param r0 what the program returned
     * @param frame the frame afterwards
     */
    record Ran(long r0, byte[] frame) {}

    /** Runs an XDP program; the frame lies in one piece. */
    Ran onFrame(ProgramObject program, Environment environment, byte[] frame, SimInterface device) {
        MachineMemory memory = runner.lend();
        try {
            long packet = memory.received(frame);
            long context = memory.context(XdpFrame.context(packet, frame.length, device.index()));
            long r0 = runner.runAt("xdp " + device.name(), program, environment, memory, context);
            if (memory.metadata() > 0) {
                throw new NotSimulated(
                        "run the program at xdp " + device.name(), "metadata that goes on with a packet");
            }
            return new Ran(r0, memory.packet());
        } finally {
            runner.takeBack(memory);
        }
    }

    /** Runs a program on a socket buffer that arrives at an interface or leaves it. */
    Ran onPacket(ProgramObject program, Environment environment, byte[] frame, SimInterface device, boolean arrives) {
        MachineMemory memory = runner.lend();
        try {
            // A socket filter looks at the packet by helpers only, which see all of it.
            boolean whole = frame.length < MAX_LINEAR || program.type() == ProgramType.SOCKET_FILTER;
            int linear = whole ? frame.length : ETHERNET_HEADER;
            byte[] rest = Arrays.copyOfRange(frame, linear, frame.length);
            long packet = memory.socketBuffer(Arrays.copyOf(frame, linear), 0, rest);
            long context = memory.context(SocketBuffer.ofInterface(frame, packet, linear, device, arrives));
            long r0 = runner.runAt(
                    program.type().kernelName() + " " + device.name(), program, environment, memory, context);
            return new Ran(r0, memory.packet());
        } finally {
            runner.takeBack(memory);
        }
    }
}
