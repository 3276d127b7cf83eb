package dev.bpflab.kernel;

/** A limit that the kernel holds a process to (setrlimit(2)), with its number. */
public enum ResourceLimit {
    /** CPU time in seconds; SIGXCPU when it is used up, and for what goes on all the same SIGKILL a second later. */
    CPU(0),
    /** Bytes of the largest file that it may write; SIGXFSZ or EFBIG. */
    FILE_SIZE(1),
    /** Bytes of memory that is private and writable, in each process: what a heap is made of. Reserved memory does not count. */
    DATA(2),
    /** Bytes of a core file. */
    CORE(4),
    /** Processes and threads of the user, all together; EAGAIN. */
    TASKS(6),
    /** One more than the highest descriptor; EMFILE. */
    OPEN_FILES(7),
    /** Bytes that it may keep from being swapped out. */
    LOCKED_MEMORY(8),
    /** Signals that may wait. */
    SIGNALS(11),
    /** Bytes in POSIX message queues. */
    QUEUES(12);

    private final int number;

    ResourceLimit(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
