package dev.bpflab.lab;

import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Processes that are run one after the other.
 *
 * @param chains whether some of them execute several programs under one process id, or all only one
 * @param commands what they execute, chosen by the seed
 */
record ProcessEvents(boolean chains, List<String> commands) implements TrialEvents {
    ProcessEvents {
        commands = List.copyOf(commands);
    }

    @Override
    public List<String> names() {
        return ProcessFacts.NAMES;
    }

    @Override
    public boolean comeBy(Hook hook) {
        return hook instanceof Hook.Tracepoint || hook instanceof Hook.RawTracepoint;
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        return () -> {
            List<StartedProcess> ran = run(workspace, random);
            int execs = ran.stream().mapToInt(StartedProcess::execs).sum();
            return new Made(
                    ran.stream().map(ProcessFacts::of).toList(),
                    ran.size() + " processes with " + execs + " execs",
                    "");
        };
    }

    private List<StartedProcess> run(Workspace workspace, Random random) {
        List<StartedProcess> ran = new ArrayList<>();
        for (int round = 3 + random.nextInt(3); round > 0; round--) {
            if (chains) {
                ran.add(workspace.runExecChain(command(random), 2 + random.nextInt(6)));
            }
            ran.addAll(workspace.runProcesses(command(random), 1 + random.nextInt(3)));
        }
        return ran;
    }

    /** Returns the same commands in an order that is drawn. */
    static List<String> shuffled(List<String> commands, Random random) {
        List<String> shuffled = new ArrayList<>(commands);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private String command(Random random) {
        return commands.get(random.nextInt(commands.size()));
    }
}
