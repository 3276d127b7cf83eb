package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to the tasks of the simulated machine: which one runs on each CPU, and the events of category sched. */
final class SchedEvents {
    /** How a task is when it leaves its CPU, as sched_switch shows it in {@code prev_state} and in its raw argument. */
    enum State {
        RUNNABLE(0, 0),
        /** TASK_INTERRUPTIBLE: waits until something happens. */
        SLEEPING(1, 1),
        /** TASK_KILLABLE and TASK_FREEZABLE: waits for its child of vfork(2) to execute a program. */
        IN_VFORK(2, 0x2102),
        /** EXIT_ZOMBIE and TASK_DEAD: waits to be reaped. */
        DEAD(0x20, 0x80);

        private final long shown;
        private final long raw;

        /** Returns it as sched_switch shows it. */
        long shown() {
            return shown;
        }

        State(long shown, long raw) {
            this.shown = shown;
            this.raw = raw;
        }
    }

    /** The priority of nice value 0, also of the idle tasks. */
    private static final int DEFAULT_PRIO = 120;

    /** Where tasks lie in the kernel's memory, and how far apart; what lies there is not simulated. */
    private static final long TASKS = 0xffff_8881_0000_0000L;

    private static final int TASK_SIZE = 0x2000;
    private static final long BPRM = 0xffff_8880_0456_7800L;

    private final SimKernel kernel;
    private final StackReplay stacks;
    private final @Nullable Task[] running;

    SchedEvents(SimKernel kernel, StackReplay stacks) {
        this.kernel = kernel;
        this.stacks = stacks;
        this.running = new @Nullable Task[kernel.possibleCpus()];
    }

    /** Lets the task that runs on a CPU make a child, which does not run yet. */
    void fork(int cpu, Task parent, Task child) {
        fire(
                TracepointEvent.PROCESS_FORK,
                cpu,
                parent,
                fields -> forkRecord(fields, parent, child),
                address(parent),
                address(child));
    }

    /**
     * Lets a task execute a program; returns when every attached program has seen it.
     *
     * @param oldPid the id that the thread had which called execve(2)
     * @param task as it is from now on
     */
    void execute(int cpu, int oldPid, Task task, String filename) {
        fire(
                TracepointEvent.PROCESS_EXEC,
                cpu,
                task.in(kernel.stacks().atExec()),
                fields -> execRecord(fields, task.pid(), oldPid, filename),
                address(task),
                oldPid,
                BPRM);
    }

    /** Returns the record of sched_process_exec. */
    static byte[] execRecord(int pid, int oldPid, String filename) {
        return execRecord(new EventRecord(TracepointEvent.PROCESS_EXEC.fields()), pid, oldPid, filename)
                .bytes();
    }

    private static EventRecord execRecord(EventRecord fields, int pid, int oldPid, String filename) {
        return fields.put("filename", filename).put("pid", pid).put("old_pid", oldPid);
    }

    /** Writes the record of sched_process_fork. */
    static EventRecord forkRecord(EventRecord fields, Task parent, Task child) {
        return fields.put("parent_comm", parent.comm())
                .put("parent_pid", parent.pid())
                .put("child_comm", child.comm())
                .put("child_pid", child.pid());
    }

    /** Writes the record of sched_process_exit. */
    static EventRecord exitRecord(EventRecord fields, Task task) {
        return fields.put("comm", task.comm())
                .put("pid", task.pid())
                .put("prio", DEFAULT_PRIO)
                .put("group_dead", 1);
    }

    /** Writes the record of sched_switch. */
    static EventRecord switchRecord(EventRecord fields, Task previous, Task next, State left) {
        return fields.put("prev_comm", previous.comm())
                .put("prev_pid", previous.pid())
                .put("prev_prio", DEFAULT_PRIO)
                .put("prev_state", left.shown)
                .put("next_comm", next.comm())
                .put("next_pid", next.pid())
                .put("next_prio", DEFAULT_PRIO);
    }

    /** Lets the last thread of a process end. */
    void exit(int cpu, Task task) {
        fire(TracepointEvent.PROCESS_EXIT, cpu, task, fields -> exitRecord(fields, task), address(task), 1);
    }

    /** Says that the task on a CPU has another name now, since it has executed a program. */
    void renamed(int cpu, Task task) {
        running[cpu] = task;
    }

    /** Lets a CPU run another task. Programs see it in the task that leaves. */
    void switchTo(int cpu, Task next, State left) {
        Task previous = running(cpu);
        running[cpu] = next;
        fire(
                TracepointEvent.SWITCH,
                cpu,
                kernel.tracepoints().isWatched(TracepointEvent.SWITCH)
                        ? previous.in(stacks.leaving(previous, left))
                        : previous,
                fields -> switchRecord(fields, previous, next, left),
                0,
                address(previous),
                address(next),
                left.raw);
    }

    /** Lets a CPU have nothing to do. */
    void switchToIdle(int cpu, State left) {
        switchTo(cpu, IdleTask.on(cpu), left);
    }

    /** Lets a task run for a moment on a CPU, which then goes on with what it ran. */
    void during(int cpu, Task task, State left, Runnable action) {
        Task interrupted = running(cpu);
        try {
            switchTo(cpu, task, State.RUNNABLE);
            action.run();
            switchTo(cpu, interrupted, left);
        } finally {
            running[cpu] = interrupted;
        }
    }

    /** Gives a CPU nothing to do after a process that broke off, of whose end no program is told. */
    void abandon(int cpu) {
        running[cpu] = null;
    }

    private Task running(int cpu) {
        Task task = running[cpu];
        return task == null ? IdleTask.on(cpu) : task;
    }

    private static long address(Task task) {
        return TASKS + (long) task.pid() * TASK_SIZE;
    }

    private void fire(
            TracepointEvent event, int cpu, Task current, UnaryOperator<EventRecord> fields, long... arguments) {
        kernel.tracepoints().fire(event, kernel.runner(), kernel.environment(cpu, current), fields, arguments);
    }
}
