package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The system calls that processes of the simulated machine make, in the order in which processes of a real one made them;
 * each fires the events {@code sys_enter} and, where it returns, {@code sys_exit}.
 */
final class SystemCalls {
    private static final String RECORDING = "syscalls.txt";
    private static final String BEFORE = "before";
    private static final String CHAIN = "chain";
    /** What stands for a program that was not recorded. */
    private static final String ANY = "true";

    /** Where a kernel keeps the registers of a task that is in a system call. */
    private static final long REGISTERS = 0xffff_c900_0012_3f58L;

    private static final long NANOS_EACH = 900;
    private static final Map<String, List<SystemCall>> RECORDED = read();

    private final SimKernel kernel;
    private final int parentPid;

    /**
     * Makes the calls of a parent's children.
     *
     * @param parentPid what getppid(2) returns
     */
    SystemCalls(SimKernel kernel, int parentPid) {
        this.kernel = kernel;
        this.parentPid = parentPid;
    }

    /** Lets a child return from the call that made it. */
    void forked(int cpu, Task child) {
        exit(cpu, child, SystemCall.of(SystemCall.CLONE3));
    }

    /** Makes the calls of a child of the workbench up to its first execve. */
    void beforeExec(int cpu, Task task) {
        make(cpu, task, recorded(BEFORE));
    }

    /** Makes the calls of a shell up to the execve of the next program. */
    void inChain(int cpu, Task task) {
        make(cpu, task, recorded(CHAIN));
    }

    /** Lets a program that was executed return from execve. */
    void executed(int cpu, Task task) {
        exit(cpu, task, SystemCall.of(SystemCall.EXECVE));
    }

    /** Makes the calls of a program from its execution to its end. */
    void ofProgram(int cpu, Task task, String command) {
        make(cpu, task, recorded(RECORDED.containsKey(command) ? command : ANY));
    }

    /** Makes some calls. */
    void make(int cpu, Task task, List<SystemCall> calls) {
        boolean seen = kernel.tracepoints().isWatched(TracepointEvent.SYS_ENTER)
                || kernel.tracepoints().isWatched(TracepointEvent.SYS_EXIT);
        if (seen) {
            for (SystemCall call : calls) {
                kernel.clock().advance(NANOS_EACH);
                enter(cpu, task, call);
                if (call.returns()) {
                    exit(cpu, task, call);
                }
            }
        }
    }

    /** Makes a call that something happens in. */
    void during(int cpu, Task task, SystemCall call, Runnable action) {
        enter(cpu, task, call);
        action.run();
        exit(cpu, task, call);
    }

    private void enter(int cpu, Task task, SystemCall call) {
        kernel.tracepoints()
                .fire(
                        TracepointEvent.SYS_ENTER,
                        kernel.runner(),
                        kernel.environment(cpu, task),
                        fields -> fields.put("id", call.number()),
                        REGISTERS,
                        call.number());
    }

    private void exit(int cpu, Task task, SystemCall call) {
        long result = result(task, call);
        kernel.tracepoints()
                .fire(
                        TracepointEvent.SYS_EXIT,
                        kernel.runner(),
                        kernel.environment(cpu, task),
                        fields -> fields.put("id", call.number()).put("ret", result),
                        REGISTERS,
                        result);
    }

    /** Returns what a call returns: ids are the simulated process's own, all else is as recorded. */
    private long result(Task task, SystemCall call) {
        return switch (call.number()) {
            case SystemCall.GETPID -> task.tgid();
            case SystemCall.SET_TID_ADDRESS -> task.pid();
            case SystemCall.GETPPID -> parentPid;
            case SystemCall.GETUID, SystemCall.GETEUID -> task.uid();
            case SystemCall.GETGID, SystemCall.GETEGID -> task.gid();
            default -> call.result();
        };
    }

    private static List<SystemCall> recorded(String what) {
        return Objects.requireNonNull(RECORDED.get(what));
    }

    private static Map<String, List<SystemCall>> read() {
        Map<String, List<SystemCall>> calls = new HashMap<>();
        try (InputStream resource = Objects.requireNonNull(SystemCalls.class.getResourceAsStream(RECORDING));
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.indexOf(' ');
                calls.put(line.substring(0, space), SystemCall.parse(line.substring(space + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }
}
