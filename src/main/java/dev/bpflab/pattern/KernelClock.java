package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperKtimeGetNs;
import static dev.bpflab.asm.Asm.jgt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.bpf.Values;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * The clock that programs read with {@code bpf_ktime_get_ns}: nanoseconds since the machine was started, without the time
 * it was suspended (CLOCK_MONOTONIC). Asked by running a program, so that it is right on every host.
 */
public final class KernelClock implements LongSupplier, AutoCloseable {
    private final PacketProgram program = new PacketProgram(KernelClock::assembled);

    /** Returns the time in nanoseconds. */
    @Override
    public long getAsLong() {
        return Values.readU64(ByteBuffer.wrap(program.run(new byte[0]).data()));
    }

    private static Program assembled() {
        return assemble(
                mov(R6, R1), // the call loses R1
                helperKtimeGetNs(),
                loadMem(W, R2, R6, 0),
                loadMem(W, R3, R6, 4),
                mov(R4, R2),
                add(R4, 8),
                jgt(R4, R3, "out"),
                storeMem(DW, R2, 0, R0), // into the packet, which comes back
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    @Override
    public void close() {
        program.close();
    }
}
