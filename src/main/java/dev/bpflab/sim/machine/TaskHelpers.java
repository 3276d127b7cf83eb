package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The helpers that tell of the current task. */
final class TaskHelpers {
    private static final int MAX_COMM = 15;

    private TaskHelpers() {}

    static long pidTgid(Machine machine, long r1, long r2, long r3, long r4, long r5) {
        Task task = machine.environment().task();
        return (long) task.tgid() << 32 | Integer.toUnsignedLong(task.pid());
    }

    static long uidGid(Machine machine, long r1, long r2, long r3, long r4, long r5) {
        Task task = machine.environment().task();
        return (long) task.gid() << 32 | Integer.toUnsignedLong(task.uid());
    }

    /** Copies the name with its final zero as far as there is room, and zeroes the rest. */
    static long comm(Machine machine, long buffer, long size, long r3, long r4, long r5) {
        int room = (int) size;
        if (room <= 0) {
            return Errno.EINVAL.result();
        }
        machine.memory().need(buffer, room, "write");
        byte[] comm = machine.environment().task().comm().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(Math.min(comm.length, MAX_COMM), room - 1);
        machine.memory().write(buffer, Arrays.copyOf(Arrays.copyOf(comm, length), room));
        return 0;
    }
}
