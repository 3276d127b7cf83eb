package dev.bpflab.lab;

import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Processes that are run.
 *
 * @param kind which
 * @param commands what they execute, chosen by the seed
 */
record ProcessEvents(Kind kind, List<String> commands) implements TrialEvents {
    private static final int CPUS = 4;

    /** Which processes there are. */
    enum Kind {
        /** One after the other, each executing once. */
        SINGLE,
        /** Some of which execute several programs under one process id. */
        CHAINS,
        /** Several of one command at a time, each executing once. */
        AT_ONCE
    }

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

    /** One process cannot execute two programs at once, but two processes can execute one. */
    @Override
    public Optional<TrialEvents> atOnce() {
        return kind == Kind.SINGLE ? Optional.of(new ProcessEvents(Kind.AT_ONCE, commands)) : Optional.empty();
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
        if (kind == Kind.AT_ONCE) {
            shuffled(commands, random)
                    .forEach(command -> ran.addAll(workspace.runProcesses(command, CPUS + random.nextInt(CPUS))));
            return ran;
        }
        for (int round = 3 + random.nextInt(3); round > 0; round--) {
            if (kind == Kind.CHAINS) {
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
