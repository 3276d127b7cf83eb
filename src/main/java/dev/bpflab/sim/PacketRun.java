package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Task;

/** BPF_PROG_TEST_RUN: input is laid out as the kernel does it for the program's type, and looked at afterwards. */
final class PacketRun {
    /** The task that a program finds itself in. */
    static final Task TESTER = new Task(1000, 1000, 0, 0, "bpflab");

    private final SimKernel kernel;
    private final ProgramObject program;
    private final TestInput input;

    PacketRun(SimKernel kernel, ProgramObject program) {
        this.kernel = kernel;
        this.program = program;
        this.input = TestInput.of(kernel, program);
    }

    TestRunOutcome run(TestRun run) {
        int refusal = refusal(run);
        if (refusal != 0) {
            return TestRunOutcome.ofResult(refusal);
        }
        int repeat = Math.max(1, run.repeat());
        int cpu = run.cpu().orElse(kernel.currentCpu());
        Environment environment = kernel.environment(cpu, cpu == kernel.currentCpu() ? task() : idle(cpu));
        MachineMemory memory = kernel.runner().lend();
        try {
            PreparedRun prepared = prepare(run, memory);
            long r0 = 0;
            long start = System.nanoTime();
            for (int i = 0; i < repeat; i++) {
                BareMachine.Outcome outcome = kernel.runner().run(program, environment, memory, prepared.r1());
                if (Thread.currentThread().isInterrupted()) {
                    return TestRunOutcome.failed(Errno.EINTR);
                }
                r0 = r0(outcome);
            }
            boolean timed = program.type() != ProgramType.RAW_TRACEPOINT;
            return prepared.outcome(r0, timed ? (System.nanoTime() - start) / repeat : 0);
        } finally {
            kernel.runner().takeBack(memory);
        }
    }

    /** Returns 0, or the negated errno with which the kernel refuses to run the program on this. */
    int refusal(TestRun run) {
        return input.refusal(run);
    }

    /** Returns the task that the program finds itself in. */
    Task task() {
        return program.type() == ProgramType.RAW_TRACEPOINT
                ? TESTER.in(kernel.stacks().atTestRun(program))
                : TESTER;
    }

    /** Another CPU is interrupted, in functions of which nothing is known. */
    private static Task idle(int cpu) {
        return new Task(0, 0, 0, 0, "swapper/" + cpu);
    }

    /** Lays out what is not {@link #refusal refused}. */
    PreparedRun prepare(TestRun run, MachineMemory memory) {
        return input.prepare(run, memory);
    }

    private static long r0(BareMachine.Outcome outcome) {
        if (outcome instanceof BareMachine.Returned returned) {
            return returned.r0();
        }
        throw notSimulated("what the program does (" + outcome + ")");
    }

    static NotSimulated notSimulated(String what) {
        return new NotSimulated("test-run the program", what);
    }
}
