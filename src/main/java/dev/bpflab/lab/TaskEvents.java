package dev.bpflab.lab;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Processes that burn CPU time, each in a function of its own name, and others that end at once: looked at by samples, or by
 * the scheduler's switches.
 *
 * @param sampled whether they are sampled, by the first hook's clock
 */
record TaskEvents(boolean sampled) implements TrialEvents {
    private static final List<String> FUNCTIONS =
            List.of("parse", "render", "compress", "encrypt", "sort", "search", "index", "blend", "encode", "merge");

    private static final int SHORTEST_MS = 60;
    private static final int LONGEST_MS = 400;

    @Override
    public List<String> names() {
        return sampled ? List.of("pid", "comm", "samples") : List.of("pid", "comm", "switches", "cpu_ns");
    }

    @Override
    public boolean comeBy(Hook hook) {
        return sampled
                ? hook instanceof Hook.PerfSampling
                : hook instanceof Hook.Tracepoint || hook instanceof Hook.RawTracepoint;
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        TaskWitness witness =
                sampled ? TaskWitness.ofSamples(workspace, clock(hooks)) : TaskWitness.ofSwitches(workspace);
        return () -> {
            List<StartedProcess> ran = run(workspace, random);
            List<Fact> facts = new ArrayList<>();
            long looks = 0;
            for (StartedProcess process : ran) {
                long seen = looks(process, witness);
                looks += seen;
                // What ends between two samples was never seen, and nothing is expected of it.
                facts.addAll(seen == 0 ? List.of() : List.of(fact(process, witness)));
            }
            witness.close();
            return new Made(facts, ran.size() + " processes with " + looks + (sampled ? " samples" : " switches"), "");
        };
    }

    private long looks(StartedProcess process, TaskWitness witness) {
        return sampled ? witness.samples(process.pid()) : witness.switches(process.pid());
    }

    private static Hook.PerfSampling clock(List<Hook> hooks) {
        return (Hook.PerfSampling) hooks.get(0);
    }

    private static List<StartedProcess> run(Workspace workspace, Random random) {
        List<StartedProcess> ran = new ArrayList<>();
        List<String> functions = new ArrayList<>(FUNCTIONS);
        Collections.shuffle(functions, random);
        for (String function : functions.subList(0, 3 + random.nextInt(2))) {
            int millis = SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS);
            ran.add(workspace.burnCpu(new CpuWork(function, Duration.ofMillis(millis))));
            ran.addAll(workspace.runProcesses("true", random.nextInt(2)));
        }
        return ran;
    }

    private Fact fact(StartedProcess process, TaskWitness witness) {
        Map<String, String> names = new HashMap<>();
        names.put("pid", Long.toString(process.pid()));
        names.put("comm", process.comm());
        if (sampled) {
            names.put("samples", Long.toString(witness.samples(process.pid())));
        } else {
            names.put("switches", Long.toString(witness.switches(process.pid())));
            names.put("cpu_ns", Long.toString(witness.nanos(process.pid())));
        }
        return new Fact(names);
    }
}
