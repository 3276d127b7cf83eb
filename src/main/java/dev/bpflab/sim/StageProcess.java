package dev.bpflab.sim;

import dev.bpflab.sim.SchedEvents.State;
import dev.bpflab.sim.machine.Task;
import java.util.List;

/**
 * A process of the simulated stage, from its fork to its end, with the events that posix_spawn(3) and waiting for the
 * child made on Linux 6.18: the parent waits for the first execution, then for the end. To be closed when it has ended and
 * when it breaks off.
 */
final class StageProcess implements AutoCloseable {
    private final SchedEvents sched;
    private final SystemCalls calls;
    private final ProcessMemory memory;
    private final Task parent;
    private final int parentCpu;
    private int cpu;
    private Task task;
    private int thread;
    private boolean executed;

    /**
     * Describes a process that is not there yet.
     *
     * @param parentCpu where the parent runs
     * @param cpu where the process will run
     */
    StageProcess(
            SchedEvents sched, SystemCalls calls, ProcessMemory memory, Task parent, int parentCpu, int pid, int cpu) {
        this.sched = sched;
        this.calls = calls;
        this.memory = memory;
        this.parent = parent;
        this.parentCpu = parentCpu;
        this.cpu = cpu;
        this.task = named(pid, parent.comm());
    }

    /** Forks it, and lets it run. */
    void fork() {
        sched.during(parentCpu, parent, State.IN_VFORK, () -> sched.fork(parentCpu, parent, task));
        sched.switchTo(cpu, task, State.RUNNABLE);
        calls.forked(cpu, task);
    }

    /** Returns it as it is now. */
    Task task() {
        return task;
    }

    /** Lets another thread do the work of the programs that it executes. */
    void workIn(int threadId) {
        thread = threadId;
    }

    /** Returns the thread that works. */
    Task worker() {
        return thread == 0 ? task : new Task(thread, task.tgid(), task.uid(), task.gid(), task.comm());
    }

    /** Lets it go on with another CPU. */
    void moveTo(int other) {
        sched.switchToIdle(cpu, State.RUNNABLE);
        cpu = other;
        sched.switchTo(cpu, task, State.RUNNABLE);
    }

    /** Takes it from its CPU for a while. */
    void preempt(Runnable meanwhile) {
        sched.switchToIdle(cpu, State.RUNNABLE);
        meanwhile.run();
        sched.switchTo(cpu, task, State.RUNNABLE);
    }

    /** Makes the calls that lead to the next execution, and executes a program. */
    void execute(String filename) {
        if (executed) {
            calls.inChain(cpu, task);
            memory.grow(cpu, worker());
        } else {
            calls.beforeExec(cpu, task);
        }
        memory.beforeExec(cpu, task);
        Task before = task;
        rename(SimCommands.comm(filename));
        sched.execute(cpu, before.pid(), task, filename);
        calls.executed(cpu, task);
        memory.executed(cpu, task, filename.equals(SimStage.MEMORY_FILE));
        if (!executed) {
            executed = true;
            sched.during(parentCpu, parent, State.SLEEPING, () -> {});
        }
    }

    /** Gives it another name, as prctl(2) does. */
    void rename(String comm) {
        task = named(task.pid(), comm);
        sched.renamed(cpu, task);
    }

    /** Makes the calls of the program that it has executed, of which the last ends it. */
    void runToEnd() {
        memory.grow(cpu, worker());
        calls.ofProgram(cpu, task, task.comm());
        end();
    }

    /** Makes some calls. */
    void call(List<SystemCall> some) {
        calls.make(cpu, task, some);
    }

    /** Calls nanosleep(2), and goes on with this CPU. */
    void sleep(Runnable meanwhile, int wakesOn) {
        calls.during(cpu, task, SystemCall.of(SystemCall.NANOSLEEP), () -> {
            sched.switchToIdle(cpu, State.SLEEPING);
            meanwhile.run();
            cpu = wakesOn;
            sched.switchTo(cpu, task, State.RUNNABLE);
        });
    }

    /** Ends it; its parent reaps it. */
    void end() {
        sched.exit(cpu, task);
        memory.end(cpu, task);
        sched.switchToIdle(cpu, State.DEAD);
        sched.during(parentCpu, parent, State.SLEEPING, () -> {});
    }

    /** Leaves its CPU, also when a program or an interrupt has broken it off. */
    @Override
    public void close() {
        sched.abandon(cpu);
    }

    private Task named(int pid, String comm) {
        return new Task(pid, pid, parent.uid(), parent.gid(), comm);
    }
}
