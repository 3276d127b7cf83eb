package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.ProcessEventsContract;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.sim.Sim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEventsIT extends ProcessEventsContract {
    @Override
    protected Workspace open() {
        LiveKernel.assume();
        return Live.workspace();
    }

    @ParameterizedTest
    @CsvSource({
        "sched, sched_process_fork",
        "sched, sched_process_exec",
        "sched, sched_process_exit",
        "sched, sched_switch",
        "kmem, rss_stat",
        "raw_syscalls, sys_enter",
        "raw_syscalls, sys_exit",
    })
    void theSimulatorHasTheFieldsOfTheRunningKernel(String category, String name) throws Exception {
        SimulatedRelease.assume();
        Hook.Tracepoint hook = new Hook.Tracepoint(category, name);
        try (TraceFs tracefs = TraceFs.open();
                BpfHost simulated = Sim.host(1)) {
            ContextFields live = ContextFields.parse(name, tracefs.format(hook));
            assertThat(live.all()).isNotEmpty();
            assertThat(ContextFields.parse(name, simulated.tracepointFormat(hook)))
                    .isEqualTo(live);
        }
    }
}
