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
            long packet = memory.packet(frame);
            long context = memory.context(XdpFrame.context(packet, frame.length, device.index()));
            long r0 = runner.runAt("xdp " + device.name(), program, environment, memory, context);
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
            long packet = memory.packet(Arrays.copyOf(frame, linear));
            long context = memory.context(SocketBuffer.ofInterface(frame, packet, linear, device, arrives));
            long r0 = runner.runAt(
                    program.type().kernelName() + " " + device.name(), program, environment, memory, context);
            byte[] after = frame.clone();
            System.arraycopy(memory.packet(), 0, after, 0, linear);
            return new Ran(r0, after);
        } finally {
            runner.takeBack(memory);
        }
    }
}
