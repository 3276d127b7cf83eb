package dev.bpflab.lab;

import dev.bpflab.bpf.StartedProcess;
import java.util.List;
import java.util.Map;

/** A process as tables name it. */
final class ProcessFacts {
    static final List<String> NAMES = List.of("pid", "comm", "execs");

    private ProcessFacts() {}

    static Fact of(StartedProcess process) {
        return new Fact(Map.of(
                "pid", Long.toString(process.pid()),
                "comm", process.comm(),
                "execs", Integer.toString(process.execs())));
    }
}
