package dev.bpflab.bpf;

/**
 * A process that a stage ran to its end.
 *
 * @param pid its process id (the kernel's tgid)
 * @param comm its command name when it ended, at most 15 characters
 * @param execs how many times it executed a program: 1, or more for a chain in which each program executes the next
 */
public record StartedProcess(long pid, String comm, int execs) {
    @Override
    public String toString() {
        return "process " + pid + " '" + comm + "', " + execs + (execs == 1 ? " exec" : " execs");
    }
}
