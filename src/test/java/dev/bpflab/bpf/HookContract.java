package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Program;
import dev.bpflab.kernel.KernelHas;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where programs can be attached, and what can be done with the links. */
interface HookContract extends HostUnderTest {
    /** One of each kind, by the name of its link's type; a packet socket is no link. */
    Map<String, Hook> HOOKS = Map.of(
            "perf_event", Bpf.tracepoint("sched", "sched_process_exec"),
            "raw_tracepoint", Bpf.rawTracepoint("sys_enter"),
            "xdp", Bpf.xdp("lo"),
            "tcx", Bpf.tcxIngress("lo"),
            "clock", Bpf.perfSampling(1),
            "socket", Bpf.socketFilter("lo"));

    private static Hook hook(String name) {
        return Objects.requireNonNull(HOOKS.get(name), name);
    }

    private int program(ProgramType type) {
        return program(type, assemble(mov(R0, 0), exitInsn()));
    }

    private int attached(Hook hook) {
        KernelHas.assume(host(), hook);
        AttachOutcome outcome = host().attach(program(hook.programType()), hook);
        assertThat(outcome.result()).as(outcome.cause()).isNotNegative();
        return outcome.result();
    }

    @ParameterizedTest
    @CsvSource({
        "RAW_TRACEPOINT, sys_enter, OK",
        "RAW_TRACEPOINT, sys_entr, ENOENT",
        "RAW_TRACEPOINT, '', ENOENT",
        "RAW_TRACEPOINT, sched/sys_enter, ENOENT",
        "TRACEPOINT, sys_enter, EINVAL",
        "XDP, sys_enter, EINVAL",
        "TRACEPOINT, no_such, EINVAL",
    })
    default void attachesToARawTracepointThatThereIs(ProgramType type, String name, String outcome) {
        AttachOutcome attached = host().attach(program(type), Bpf.rawTracepoint(name));
        assertThat(HostUnderTest.outcome(attached.result()))
                .as(attached.cause())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "8, OK", "16, EINVAL", "88, EINVAL"})
    default void aRawTracepointHasOnlySoManyArguments(int offset, String outcome) {
        Program reading = assemble(loadMem(DW, R0, R1, offset), mov(R0, 0), exitInsn());
        AttachOutcome attached =
                host().attach(program(ProgramType.RAW_TRACEPOINT, reading), Bpf.rawTracepoint("sys_enter"));
        assertThat(HostUnderTest.outcome(attached.result())).isEqualTo(outcome);
    }

    @Test
    default void aRawTracepointTakesAProgramMoreThanOnce() {
        int program = program(ProgramType.RAW_TRACEPOINT);
        assertThat(host().attach(program, Bpf.rawTracepoint("sys_enter")).result())
                .isNotNegative();
        AttachOutcome again = host().attach(program, Bpf.rawTracepoint("sys_enter"));
        SimulatedRelease.assumeSame(host(), HostUnderTest.outcome(again.result()), "OK");
        assertThat(again.result()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "PERF_EVENT, 99, -1, OK",
        "PERF_EVENT, 1, -1, OK",
        "PERF_EVENT, 100000000, -1, EINVAL",
        "PERF_EVENT, 99, 4194303, ESRCH",
        "TRACEPOINT, 99, -1, EINVAL",
        "SOCKET_FILTER, 99, -1, EINVAL",
    })
    default void samplesAtFrequenciesThatThereAre(ProgramType type, long hertz, long pid, String outcome) {
        AttachOutcome attached = host().attach(program(type), Bpf.perfSampling(hertz, pid));
        assertThat(HostUnderTest.outcome(attached.result()))
                .as(attached.cause())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    default void zeroIsNoFrequency(long hertz) {
        assertThatThrownBy(() -> Bpf.perfSampling(hertz))
                .hasMessage("sample: EINVAL (" + hertz + " samples a second are no frequency; use 1 or more)");
    }

    @ParameterizedTest
    @CsvSource({"perf_event, perf_event", "raw_tracepoint, raw_tracepoint", "xdp, xdp", "tcx, tcx", "clock, perf_event"
    })
    default void aLinkTellsItsTypeAndItsProgram(String kind, String type) {
        Hook hook = hook(kind);
        KernelHas.assume(host(), hook);
        int program = program(hook.programType());
        int link = opened(host().attach(program, hook).result());
        LinkInfo info = Objects.requireNonNull(host().linkInfo(link));
        assertThat(info.typeName()).isEqualTo(type);
        assertThat(info.programId()).isEqualTo(host().programId(program));
        assertThat(info.id()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "xdp, OK, OK",
        "tcx, OK, OK",
        "perf_event, ENOTSUP, ENOTSUP",
        "raw_tracepoint, ENOTSUP, ENOTSUP",
        "clock, ENOTSUP, ENOTSUP",
        "socket, EINVAL, EINVAL",
    })
    default void linksAtInterfacesCanBeDetachedAndAgain(String kind, String first, String second) {
        int link = attached(hook(kind));
        assertThat(HostUnderTest.outcome(host().detach(link))).isEqualTo(first);
        assertThat(HostUnderTest.outcome(host().detach(link))).isEqualTo(second);
        assertThat(host().close(link)).isZero();
        assertThat(HostUnderTest.outcome(host().detach(link))).isEqualTo("EBADF");
    }

    @Test
    default void aDetachedLinkLeavesItsPlaceToOthers() {
        int link = attached(Bpf.xdp("lo"));
        assertThat(HostUnderTest.outcome(
                        host().attach(program(ProgramType.XDP), Bpf.xdp("lo")).result()))
                .isEqualTo("EBUSY");
        assertThat(host().detach(link)).isZero();
        LinkInfo info = host().linkInfo(link);
        assertThat(info).isNotNull();
        int other = attached(Bpf.xdp("lo"));
        assertThat(host().close(link)).isZero();
        assertThat(host().linkInfo(other)).isNotNull();
    }

    @Test
    default void onlyLinksAreDetachedAndToldOf() {
        int program = program(ProgramType.XDP);
        assertThat(HostUnderTest.outcome(host().detach(program))).isEqualTo("EINVAL");
        assertThat(host().linkInfo(program)).isNull();
        assertThat(host().linkInfo(attached(Bpf.socketFilter("lo")))).isNull();
        assertThat(host().linkInfo(-1)).isNull();
    }

    @Test
    default void aTracepointTellsTheFieldsOfItsRecord() {
        ContextFields fields = Bpf.tracepoint("sched", "sched_process_exec").accept(new HookFields(host()));
        assertThat(fields.all())
                .extracting(field -> field.offset() + " " + field.size() + " " + field.signed() + " " + field.type()
                        + " " + field.name())
                .containsExactly(
                        "0 2 false unsigned short common_type",
                        "2 1 false unsigned char common_flags",
                        "3 1 false unsigned char common_preempt_count",
                        "4 4 true int common_pid",
                        "8 4 false __data_loc char[] filename",
                        "12 4 true pid_t pid",
                        "16 4 true pid_t old_pid");
    }

    @ParameterizedTest
    @CsvSource({"sched, no_such", "no_such, sched_process_exec", "sched, ../sched/sched_process_exec", "'', ''"})
    default void aTracepointThatThereIsNotHasNoFields(String category, String name) {
        assertThatThrownBy(() -> host().tracepointFormat(new Hook.Tracepoint(category, name)))
                .isInstanceOfSatisfying(
                        BpfException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }
}
