package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Samples of processes that burn CPU time one after the other, while the other CPUs run nothing or the kernel's own threads.
 *
 * @param commands what the processes and their functions are called, all of them, in an order that the seed chooses
 * @param only the one of which the table tells; empty when it tells of everything that is sampled
 */
record SampleEvents(List<String> commands, String only) implements TrialEvents {
    /** Few stacks, so that no two of them are likely to have one bucket. */
    private static final int LEAST_MILLIS = 120;

    SampleEvents {
        commands = List.copyOf(commands);
    }

    @Override
    public List<String> names() {
        return StackFacts.NAMES;
    }

    @Override
    public boolean comeBy(Hook hook) {
        return hook instanceof Hook.PerfSampling;
    }

    @Override
    public Optional<TrialEvents> atOnce() {
        return Optional.of(this);
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        StackWitness witness = StackWitness.in(workspace, hooks.get(0));
        return () -> {
            Map<Integer, String> ran = new HashMap<>();
            for (StartedProcess process : run(workspace, random)) {
                ran.put((int) process.pid(), process.comm());
            }
            List<Fact> facts = new ArrayList<>();
            long samples = 0;
            for (var seen : witness.seen()) {
                String comm = ran.getOrDefault(seen.key().pid(), "");
                samples += seen.value();
                if (only.isEmpty() || comm.equals(only)) {
                    facts.add(StackFacts.of(seen.key(), comm, "samples", seen.value()));
                }
            }
            return new Made(
                    facts,
                    text("sampleEvents.samplesWhileProcessesBurntCpu", samples, ran.size()),
                    samples == 0 ? text("sampleEvents.programThatNamesAMap") : "");
        };
    }

    private List<StartedProcess> run(Workspace workspace, Random random) {
        List<StartedProcess> ran = new ArrayList<>();
        for (String command : ProcessEvents.shuffled(commands, random)) {
            Duration time = Duration.ofMillis(LEAST_MILLIS + random.nextInt(LEAST_MILLIS));
            ran.add(workspace.burnCpu(new CpuWork(command, time)));
        }
        return ran;
    }
}
