package dev.bpflab.pattern;

import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An XDP program that userspace calls like a function, by BPF_PROG_TEST_RUN; loaded at its first call. */
final class PacketProgram implements AutoCloseable {
    /** The kernel takes no packet without an Ethernet header. */
    private static final int SHORTEST = 14;

    private final Supplier<Program> assembled;
    private @Nullable BpfProgram loaded;

    PacketProgram(Supplier<Program> assembled) {
        this.assembled = assembled;
    }

    /** Runs it once on these bytes, followed by zeros where they are fewer than a packet's. */
    synchronized TestRunOutcome run(byte[] packet) {
        BpfProgram program = loaded;
        if (program == null || program.isClosed()) {
            program = Workspace.current().load(assembled.get(), ProgramType.XDP);
            loaded = program;
        }
        return Workspace.current().testRun(program, Arrays.copyOf(packet, Math.max(packet.length, SHORTEST)));
    }

    @Override
    public synchronized void close() {
        if (loaded != null) {
            loaded.close();
        }
    }
}
