package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Executions on the simulated kernel: each fires {@code sched/sched_process_exec} with a record laid out as Linux does. */
final class ExecEvents {
    /** Where {@code filename}'s place and length, {@code pid} and {@code old_pid} lie, and the text behind them. */
    private static final int FILENAME = 8;

    private static final int PID = 12;
    private static final int OLD_PID = 16;
    /** Where the fields end, and the text behind them begins. */
    static final int FIELDS_END = 20;

    private final SimKernel kernel;

    ExecEvents(SimKernel kernel) {
        this.kernel = kernel;
    }

    /** Lets a process execute a program; returns when every attached program has seen it. */
    void execute(int cpu, int pid, int oldPid, int uid, String comm, String filename) {
        Task task = new Task(pid, pid, uid, uid, comm).in(kernel.stacks().atExec());
        byte[] rawRecord = rawRecord(pid, oldPid, filename);
        kernel.tracepoints().processExec().fire(kernel.runner(), kernel.environment(cpu, task), rawRecord);
    }

    /** The first eight bytes, the common fields, are the kernel's own while programs run: they cannot be read. */
    static byte[] rawRecord(int pid, int oldPid, String filename) {
        byte[] text = filename.getBytes(StandardCharsets.UTF_8);
        int length = FIELDS_END + text.length + 1;
        // perf keeps the record's size in a u32 before it and both together on eight bytes.
        int padded = ((length + 4 + 7) & ~7) - 4;
        return ByteBuffer.allocate(padded)
                .order(ByteOrder.nativeOrder())
                .putInt(FILENAME, (text.length + 1) << 16 | FIELDS_END)
                .putInt(PID, pid)
                .putInt(OLD_PID, oldPid)
                .position(FIELDS_END)
                .put(text)
                .array();
    }
}
