package dev.bpflab.sim.machine;

/**
 * The task that a program finds itself in, as helpers report it.
 *
 * @param pid the thread's id
 * @param tgid the process's id
 * @param uid the real user id
 * @param gid the real group id
 * @param comm the command name, at most 15 bytes
 * @param stacks the functions that it is in
 */
public record Task(int pid, int tgid, int uid, int gid, String comm, CallStacks stacks) {
    /** The idle task, which runs when nothing else does. */
    public static final Task IDLE = new Task(0, 0, 0, 0, "swapper/0");

    /** Describes a task of which it is not known in which functions it is. */
    public Task(int pid, int tgid, int uid, int gid, String comm) {
        this(pid, tgid, uid, gid, comm, CallStacks.UNKNOWN);
    }

    /** Returns the same task in other functions. */
    public Task in(CallStacks newStacks) {
        return new Task(pid, tgid, uid, gid, comm, newStacks);
    }
}
