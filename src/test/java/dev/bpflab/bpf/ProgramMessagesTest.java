package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Asm;
import dev.bpflab.isa.Reg;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a learner reads when a program cannot be loaded or test-run. */
class ProgramMessagesTest {
    private static final ProgramSpec SPEC =
            ProgramSpec.of(Asm.assemble(Asm.mov(Reg.R0, 0), Asm.exitInsn()), ProgramType.TRACEPOINT);

    static Stream<Arguments> loads() {
        String log = "0: R1=ctx() R10=fp0\n0: (95) exit\nR0 !read_ok\nprocessed 1 insns (limit 1000000)\n";
        return Stream.of(
                Arguments.of(
                        Errno.EACCES,
                        log,
                        "load: EACCES (R0 !read_ok at #0 mov(R0, 0); set R0 before the exit, on every path that leads there)"),
                Arguments.of(
                        Errno.EPERM,
                        "",
                        "load: EPERM (bpf(2) is not allowed to this user; run as root, or use --host sim)"),
                Arguments.of(Errno.E2BIG, "", "load: E2BIG (the program has 2 instructions; use 1 to 1000000)"),
                Arguments.of(Errno.EBADF, "", "load: EBADF (the workspace is closed; open another one)"),
                Arguments.of(
                        Errno.EMFILE, "", "load: EMFILE (too many files are open; close programs that are not used)"),
                Arguments.of(
                        Errno.EINVAL,
                        "",
                        "load: EINVAL (the kernel refused it before verification; look at the program's type and name)"));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void saysWhyAProgramIsNotLoaded(Errno errno, String log, String message) {
        assertThat(ProgramFailures.ofLoad("load", SPEC, new LoadOutcome(errno.result(), log)))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENOTSUPP | run: ENOTSUPP (the kernel cannot test-run a tracepoint program; attach it and make the event happen)",
                "EINVAL   | run: EINVAL (the kernel takes no such data for a tracepoint program; a packet has at least 14 bytes)",
                "EINTR    | run: EINTR (interrupted system call)",
            })
    void saysWhyAProgramIsNotRun(Errno errno, String message) {
        TestRunOutcome outcome = new TestRunOutcome(errno.result(), 0, new byte[0], 0);
        assertThat(ProgramFailures.ofTestRun("run", ProgramType.TRACEPOINT, outcome))
                .hasMessage(message);
    }
}
