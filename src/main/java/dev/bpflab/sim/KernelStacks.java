package dev.bpflab.sim;

import dev.bpflab.sim.machine.CallStacks;
import java.util.List;
import java.util.stream.Stream;

/** The functions that tasks are in where programs run, as walked on Linux 6.18 (x86-64), the innermost first. */
final class KernelStacks {
    private static final List<String> SYSTEM_CALL =
            List.of("do_syscall_64+0x71", "entry_SYSCALL_64_after_hwframe+0x76");
    private static final List<String> EXEC = List.of(
            "__traceiter_sched_process_exec+0x39",
            "bprm_execve+0x497",
            "do_execveat_common.isra.0+0x1a6",
            "__x64_sys_execve+0x34");
    private static final List<String> RAW_TEST_RUN = List.of(
            "__bpf_prog_test_run_raw_tp+0x6a",
            "bpf_prog_test_run_raw_tp+0x136",
            "__sys_bpf+0xfff",
            "__x64_sys_bpf+0x1d");

    private final SimSymbols symbols;

    KernelStacks(SimSymbols symbols) {
        this.symbols = symbols;
        // So that they are in the kernel's table before anybody reads it.
        Stream.of(EXEC, RAW_TEST_RUN, SYSTEM_CALL).flatMap(List::stream).forEach(this::address);
    }

    /** Returns the stacks at {@code sched/sched_process_exec}: the new program has not begun yet. */
    CallStacks atExec() {
        return new CallStacks(inSystemCall(EXEC), List.of(symbols.userAddress("ld-linux-x86-64.so.2", "_start", 0)));
    }

    /** Returns the stacks of a raw tracepoint's program that is run by BPF_PROG_TEST_RUN. */
    CallStacks atTestRun(ProgramObject program) {
        long inProgram = symbols.programAddress(program.symbol());
        List<Long> kernel = Stream.concat(Stream.of(inProgram), inSystemCall(RAW_TEST_RUN).stream())
                .toList();
        return new CallStacks(kernel, List.of(symbols.userAddress("libc.so.6", "syscall", 0x19)));
    }

    private List<Long> inSystemCall(List<String> functions) {
        return Stream.concat(functions.stream(), SYSTEM_CALL.stream())
                .map(this::address)
                .toList();
    }

    private long address(String place) {
        return symbols.recorded(RecordedFrame.parse(place));
    }
}
