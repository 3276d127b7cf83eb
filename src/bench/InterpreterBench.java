import static dev.bpflab.asm.Asm.*;
import static dev.bpflab.isa.Reg.*;
import static dev.bpflab.isa.Size.*;

import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.BareMachine;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Our side of interpreter.py: runs a program of so many rounds on the bare machine and prints the nanoseconds of CPU time
 * for one instruction. With {@code write DIR} it writes the programs' bytes instead, for another interpreter.
 */
class InterpreterBench {
    private static final int ROUNDS = 10_000_000;

    /** Instructions of one round. */
    private static final int INSNS = 10;

    static Program program(String name, int rounds) {
        return name.equals("alu")
                ? assemble(
                        mov(R0, 1),
                        mov(R1, rounds),
                        label("round"),
                        add(R0, 7),
                        mul(R0, 31),
                        mov(R2, R0),
                        rsh(R2, 13),
                        xor(R0, R2),
                        lsh(R2, 3),
                        sub(R0, R2),
                        and(R2, 0xff),
                        sub(R1, 1),
                        jne(R1, 0, "round"),
                        exitInsn())
                : assemble(
                        mov(R0, 1),
                        mov(R1, rounds),
                        storeMem(DW, R10, -8, R0),
                        label("round"),
                        loadMem(DW, R2, R10, -8),
                        add(R2, 3),
                        storeMem(DW, R10, -8, R2),
                        storeMem(W, R10, -16, R2),
                        loadMem(W, R3, R10, -16),
                        xor(R0, R3),
                        loadMem(B, R4, R10, -16),
                        add(R0, R4),
                        sub(R1, 1),
                        jne(R1, 0, "round"),
                        exitInsn());
    }

    private static byte[] bytes(String name, int rounds) {
        return InsnCodec.encode(program(name, rounds).insns());
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("write")) {
            for (String name : List.of("alu", "memory")) {
                Files.write(Path.of(args[1], name), bytes(name, ROUNDS));
            }
            System.out.println(ROUNDS + " " + INSNS);
            return;
        }
        try (SimHost host = new SimHost(new SimKernel(1))) {
            BareMachine machine = new BareMachine(host, List.of(), Long.MAX_VALUE);
            var cpu = ManagementFactory.getThreadMXBean();
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String name = lines.readLine(); name != null; name = lines.readLine()) {
                byte[] program = bytes(name, ROUNDS);
                long start = cpu.getCurrentThreadCpuTime();
                var outcome = machine.run(program, new byte[0]);
                long nanos = cpu.getCurrentThreadCpuTime() - start;
                System.out.printf("%.3f %s%n", (double) nanos / ROUNDS / INSNS, outcome);
            }
        }
    }
}
