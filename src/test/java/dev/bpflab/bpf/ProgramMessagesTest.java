package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.asm.Asm;
import dev.bpflab.isa.Reg;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                "EINTR    | run: EINTR (it was interrupted)",
            })
    void saysWhyAProgramIsNotRun(Errno errno, String message) {
        TestRunOutcome outcome = TestRunOutcome.failed(errno);
        assertThat(ProgramFailures.ofTestRun("run", ProgramType.TRACEPOINT, TestRun.of(), outcome))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XDP | an xdp program; set data (so many bytes of metadata, a multiple of 4), data_end, ingress_ifindex, rx_queue_index, and have 14 bytes or more behind the metadata)",
                "SCHED_CLS | a sched_cls program; set mark, priority, ingress_ifindex, ifindex, cb, tstamp, wire_len, gso_segs, gso_size or hwtstamp only)",
            })
    void saysWhatAContextMaySay(ProgramType type, String ending) {
        TestRun run = TestRun.of(new byte[64]).context(new byte[24]);
        assertThat(ProgramFailures.ofTestRun("run", type, run, TestRunOutcome.failed(Errno.EINVAL)))
                .hasMessage("run: EINVAL (the kernel takes no such packet or context for " + ending);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XDP | EINVAL | the kernel takes no such choice of a CPU for an xdp program; leave onCpu away",
                "RAW_TRACEPOINT | EINVAL | the kernel takes no such data for a raw_tracepoint program; give it the arguments that it reads, and nothing else: TestRun.ofArguments(…)",
                "RAW_TRACEPOINT | ENXIO | there is no such CPU that may be used here; use CPU 0",
                "XDP | E2BIG | the context says something behind the end of the kernel's structure; make it with fields(…).bytes(Map.of(…))",
                "XDP | ENODEV | the context names an interface that there is not; use an index of interfaces(), or 0",
            })
    void saysWhyAProgramIsNotRunThere(ProgramType type, Errno errno, String why) {
        TestRun run = TestRun.of(new byte[64]).onCpu(9);
        assertThat(ProgramFailures.ofTestRun("run", type, run, TestRunOutcome.failed(errno)))
                .hasMessage("run: " + errno + " (" + why + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENOTSUP | detach: ENOTSUP (the kernel cannot detach a link of this kind; close it instead)",
                "EINVAL  | detach: EINVAL (it is no link of bpf(2); close it instead)",
                "EPERM   | detach: EPERM (this user may not do that; run as root)",
                "EIO     | detach: EIO (input/output error)",
            })
    void saysWhyALinkIsNotDetached(Errno errno, String message) {
        assertThat(ProgramFailures.ofLink("detach", errno)).hasMessage(message);
    }

    static Stream<Arguments> attachments() {
        Hook exec = Bpf.tracepoint("sched", "sched_process_exec");
        String oneProgram = "; close its link first: an interface has one XDP program";
        return Stream.of(
                Arguments.of(
                        exec, Errno.EPERM, "this user may not attach programs there; run as root, or use --host sim"),
                Arguments.of(exec, Errno.EMFILE, "too many files are open; close links that are not used"),
                Arguments.of(exec, Errno.EBADF, "the host is closed; open another one"),
                Arguments.of(exec, Errno.E2BIG, "64 programs are attached to the tracepoint already; detach some"),
                Arguments.of(
                        Bpf.xdp("veth0"), Errno.EBUSY, "another program is attached to veth0 already" + oneProgram),
                Arguments.of(
                        Bpf.xdp("veth0"),
                        Errno.EEXIST,
                        "a program is attached to veth0 in the other mode already" + oneProgram),
                Arguments.of(Bpf.xdpNative("lo"), Errno.ENOTSUP, "the driver of lo has no native XDP; use xdp(\"lo\")"),
                Arguments.of(
                        Bpf.rawTracepoint("sys_enter"),
                        Errno.EEXIST,
                        "the program is attached there already; load it again: this kernel attaches a program to a raw"
                                + " tracepoint once"),
                Arguments.of(
                        Bpf.tcxEgress("veth0"),
                        Errno.EINVAL,
                        "this kernel has no TCX; it came with Linux 6.6; use --host sim"),
                Arguments.of(
                        Bpf.tcxEgress("veth0"), Errno.ERANGE, "63 programs are attached there already; detach some"),
                Arguments.of(Bpf.perfSampling(99, 5), Errno.ESRCH, "there is no process 5; name one that runs"),
                Arguments.of(Bpf.socketFilter("veth0"), Errno.EIO, "input/output error"));
    }

    @ParameterizedTest
    @MethodSource("attachments")
    void saysWhyAProgramIsNotAttached(Hook hook, Errno errno, String why) {
        AttachOutcome outcome = AttachOutcome.refused(hook, hook.programType(), errno);
        assertThat(ProgramFailures.ofAttach("attach", outcome)).hasMessage("attach: " + errno + " (" + why + ")");
    }

    @Test
    void saysThatAProgramDoesNotFit() {
        assertThat(AttachOutcome.refused(Bpf.xdp("veth0"), ProgramType.SCHED_CLS, Errno.EINVAL))
                .isEqualTo(
                        AttachOutcome.failed(Errno.EINVAL, "a sched_cls program does not fit there", "load it as XDP"));
    }

    @Test
    @SuppressWarnings("NullAway") // the prompt does not stop a learner from doing it
    void saysThatAProgramIsNull() {
        try (Workspace workspace = new Workspace(new SimHost(new SimKernel(1)), new NoStage())) {
            workspace.use();
            assertThatThrownBy(() -> Bpf.load(null, ProgramType.XDP))
                    .hasMessage("load program: EFAULT (the program is null; assemble one)");
            assertThatThrownBy(() -> Bpf.attach(null, Bpf.xdp("veth0")))
                    .hasMessage("attach: EFAULT (the program is null; load one)");
            assertThatThrownBy(() -> Bpf.testRun(null)).hasMessage("test-run: EFAULT (the program is null; load one)");
        }
    }
}
