package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Workspace;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookPatternTest {
    private static final Map<String, Hook> HOOKS = Map.of(
            "exec", new Hook.Tracepoint("sched", "sched_process_exec"),
            "raw", new Hook.RawTracepoint("sys_enter"),
            "xdp0", new Hook.Xdp("veth0", Hook.Xdp.Mode.GENERIC),
            "xdp1", new Hook.Xdp("veth1", Hook.Xdp.Mode.GENERIC),
            "native0", new Hook.Xdp("veth0", Hook.Xdp.Mode.NATIVE),
            "in0", new Hook.Tcx("veth0", Direction.INGRESS),
            "out0", new Hook.Tcx("veth0", Direction.EGRESS),
            "perf", new Hook.PerfSampling(99, Hook.PerfSampling.EVERY_PROCESS),
            "socket0", new Hook.SocketFilter("veth0"));

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);
    private final Scene scene = new Scene(session, FakeStage.noTrials());

    @AfterEach
    void close() {
        workspace.close();
    }

    @ParameterizedTest(name = "{0} is met by {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "tracepoint sched/sched_process_exec; exec",
                "tracepoint sched/sched_switch; ''",
                "raw_tracepoint sys_enter; raw",
                "xdp; native0 xdp0 xdp1",
                "xdp veth0; native0 xdp0",
                "xdp_native; native0",
                "xdp_native veth1; ''",
                "xdp {device}; native0 xdp0",
                "xdp {other}; xdp1",
                "xdp {none}; ''",
                "tcx_ingress; in0",
                "tcx_egress veth0; out0",
                "tcx_egress veth1; ''",
                "socket_filter veth0; socket0",
                "perf cpu-clock; perf"
            })
    void aPatternIsMetByTheHooksThatItLeavesOpen(String written, String met) {
        session.set("device", "veth0");
        session.set("other", new NetInterface("veth1", 2, "02:00:00:00:00:01", 1500, 0, 0, 0, 0));
        HookPattern pattern = HookPattern.parse(written);

        assertThat(HOOKS.entrySet().stream()
                        .filter(hook -> pattern.matches(hook.getValue(), scene))
                        .map(Map.Entry::getKey)
                        .sorted())
                .containsExactly(met.isEmpty() ? new String[0] : met.split(" "));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "tracepoint sched/sched_process_exec; tracepoint sched/sched_process_exec; tracepoint sched/sched_process_exec",
                "xdp; xdp any interface; xdp veth0",
                "xdp veth1; xdp veth1; xdp veth1",
                "xdp_native {device}; native xdp the interface in device; native xdp veth0",
                "tcx_egress; tcx egress any interface; tcx egress veth0",
                "socket_filter veth1; socket filter on veth1; socket filter on veth1",
                "perf cpu-clock; sampling by the CPU's clock; sampling at 99 Hz"
            })
    void aPatternIsDescribedAndTriedAtOneHook(String written, String described, String tried) {
        HookPattern pattern = HookPattern.parse(written);

        assertThat(pattern.describe()).isEqualTo(described);
        assertThat(pattern.inTrial().describe()).isEqualTo(tried);
    }

    @Test
    void whatIsAttachedElsewhereIsToldInTheWordsOfTheHook() {
        CheckResult result = CheckKind.read(Blocks.check("attached=tcx_egress veth0;uses=counts"))
                .judge(scene);

        assertThat(result)
                .extracting(failed -> ((CheckResult.Failed) failed).expected())
                .isEqualTo("a program that names the map in counts, attached to tcx egress veth0");
    }
}
