package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.kernel.KernelHas;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of links, and links that outlive their descriptors because they are pinned. */
interface LinkContract extends HostUnderTest {
    /** The kernel frees what lost its last reference a moment later. */
    long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Returns the directory of a BPF file system in which nothing is pinned, without a slash at its end. */
    String bpfFs();

    /** Returns another process's host on the same kernel, which the caller closes. */
    BpfHost another();

    private static Hook hook(String name) {
        return switch (name) {
            case "tracepoint" -> Bpf.tracepoint("sched", "sched_process_exec");
            case "raw" -> Bpf.rawTracepoint("sys_enter");
            case "xdp" -> Bpf.xdp("lo");
            case "native" -> Bpf.xdpNative("veth0");
            case "ingress" -> Bpf.tcxIngress("lo");
            case "egress" -> Bpf.tcxEgress("veth1");
            case "clock" -> Bpf.perfSampling(1);
            case "socket" -> Bpf.socketFilter("lo");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private int programFor(Hook hook) {
        KernelHas.assume(host(), hook);
        return program(hook.programType(), assemble(mov(R0, 0), exitInsn()));
    }

    private int attached(Hook hook) {
        AttachOutcome outcome = host().attach(programFor(hook), hook);
        assertThat(outcome.result()).as(outcome.cause()).isNotNegative();
        return outcome.result();
    }

    private LinkInfo info(int link) {
        return Objects.requireNonNull(host().linkInfo(link));
    }

    /** Returns what the host answers once it is this, or after a while. */
    private static String eventually(String wanted, Supplier<String> asked) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        String answer = asked.get();
        while (!answer.equals(wanted) && System.nanoTime() < until) {
            Thread.onSpinWait();
            answer = asked.get();
        }
        return answer;
    }

    private String openedById(int id) {
        int fd = host().openById(ObjectKind.LINK, id, 0);
        host().close(fd);
        return HostUnderTest.outcome(fd);
    }

    @ParameterizedTest
    @CsvSource({
        "tracepoint, perf_event,     tracepoint sched_process_exec",
        "raw,        raw_tracepoint, raw tracepoint sys_enter",
        "xdp,        xdp,            interface 1",
        "native,     xdp,            interface 3",
        "ingress,    tcx,            ingress of interface 1",
        "egress,     tcx,            egress of interface 2",
        "clock,      perf_event,     perf event",
    })
    default void everyLinkIsListedWithItsTypeProgramAndTarget(String name, String type, String target) {
        Hook hook = hook(name);
        int program = programFor(hook);
        int link = opened(host().attach(program, hook).result());
        LinkInfo info = info(link);
        SimulatedRelease.assumeSame(host(), info.target(), target);
        assertThat(info.toString())
                .isEqualTo(
                        "link " + info.id() + ": " + type + ", program " + host().programId(program) + ", " + target);
        // Not closed, because it would close the host.
        Workspace workspace = new Workspace(host(), new NoStage());
        assertThat(workspace.allLinks()).contains(info);
        assertThat(host().close(link)).isZero();
        assertThat(eventually("ENOENT", () -> openedById(info.id()))).isEqualTo("ENOENT");
        assertThat(workspace.allLinks()).doesNotContain(info);
    }

    @Test
    default void aSocketsFilterIsNoLinkInTheList() {
        Hook hook = hook("socket");
        int program = programFor(hook);
        opened(host().attach(program, hook).result());
        assertThat(new Workspace(host(), new NoStage()).allLinks())
                .noneMatch(link -> link.programId() == host().programId(program));
    }

    @ParameterizedTest
    @CsvSource({"xdp", "ingress"})
    default void aDetachedLinkIsListedWithoutItsPlace(String name) {
        int link = attached(hook(name));
        assertThat(host().detach(link)).isZero();
        LinkInfo info = info(link);
        assertThat(info.target()).isEqualTo("detached");
        assertThat(new Workspace(host(), new NoStage()).allLinks()).contains(info);
    }

    @ParameterizedTest
    @CsvSource({"xdp, OK", "ingress, OK", "tracepoint, ENOTSUP", "raw, ENOTSUP"})
    default void aPinnedLinkStaysAttachedAndCanBeOpenedDetachedAndTakenAway(String name, String detaching) {
        String path = bpfFs() + "/link";
        int link = attached(hook(name));
        LinkInfo info = info(link);
        assertThat(host().pin(link, path)).isZero();
        try {
            assertThat(host().close(link)).isZero();
            assertThat(new Workspace(host(), new NoStage()).allLinks()).contains(info);
            ObjectCommands.Opened opened = host().openPinned(path, 0);
            assertThat(opened.kind()).isEqualTo(ObjectKind.LINK);
            assertThat(info(opened.fd())).isEqualTo(info);
            assertThat(HostUnderTest.outcome(host().detach(opened.fd()))).isEqualTo(detaching);
            assertThat(host().close(opened.fd())).isZero();
            // Detached or not, the pin keeps it.
            assertThat(openedById(info.id())).isEqualTo("OK");
        } finally {
            assertThat(host().unpin(path)).isZero();
        }
        assertThat(eventually("ENOENT", () -> openedById(info.id()))).isEqualTo("ENOENT");
        assertThat(HostUnderTest.outcome(host().openPinned(path, 0).fd())).isEqualTo("ENOENT");
    }

    @Test
    default void onlyWhenAPinnedLinkIsGoneItsPlaceIsFree() {
        String path = bpfFs() + "/link";
        Hook hook = hook("xdp");
        int link = attached(hook);
        int program = programFor(hook);
        Supplier<String> attaching =
                () -> HostUnderTest.outcome(host().attach(program, hook).result());
        assertThat(host().pin(link, path)).isZero();
        try {
            assertThat(host().close(link)).isZero();
            assertThat(attaching.get()).isEqualTo("EBUSY");
        } finally {
            assertThat(host().unpin(path)).isZero();
        }
        assertThat(eventually("OK", attaching)).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"tracepoint", "raw"})
    default void aPinnedLinkOutlivesTheProcess(String name) {
        String path = bpfFs() + "/link";
        int link = attached(hook(name));
        LinkInfo info = info(link);
        assertThat(host().pin(link, path)).isZero();
        try (BpfHost another = another()) {
            host().close();
            ObjectCommands.Opened opened = another.openPinned(path, 0);
            assertThat(another.linkInfo(opened.fd())).isEqualTo(info);
            assertThat(another.close(opened.fd())).isZero();
            assertThat(another.unpin(path)).isZero();
            Supplier<String> opening = () -> {
                int fd = another.openById(ObjectKind.LINK, info.id(), 0);
                another.close(fd);
                return HostUnderTest.outcome(fd);
            };
            assertThat(eventually("ENOENT", opening)).isEqualTo("ENOENT");
        }
    }

    @ParameterizedTest
    @CsvSource({"tracepoint", "raw", "xdp", "native", "ingress", "egress", "clock", "socket"})
    default void aHookCanBeTakenAndLeftAgainAndAgain(String name) {
        Hook hook = hook(name);
        int program = programFor(hook);
        for (int i = 0; i < 20; i++) {
            int link = opened(host().attach(program, hook).result());
            assertThat(host().close(link)).isZero();
        }
        int id = host().programId(program);
        Supplier<String> links = () -> new Workspace(host(), new NoStage())
                .allLinks().stream()
                        .filter(link -> link.programId() == id)
                        .toList()
                        .toString();
        assertThat(eventually("[]", links)).isEqualTo("[]");
    }
}
