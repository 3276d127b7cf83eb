package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Processes that sleep, one after the other.
 *
 * @param commands what the processes and their functions are called, all of them, in an order that the seed chooses
 */
record SleepEvents(List<String> commands) implements TrialEvents {
    /** More often than a process leaves its CPU for anything else. */
    private static final int LEAST_TIMES = 4;

    /** Long beside the tenth of a millisecond by which a sleep may be longer than it was asked to be. */
    private static final long SHORTEST_MS = 5;

    SleepEvents {
        commands = List.copyOf(commands);
    }

    @Override
    public List<String> names() {
        return StackFacts.NAMES;
    }

    @Override
    public boolean comeBy(Hook hook) {
        return hook instanceof Hook.Tracepoint || hook instanceof Hook.RawTracepoint;
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        StackWitness witness = StackWitness.in(workspace, hooks.get(0));
        return () -> {
            Map<Integer, SleepWork> ran = new HashMap<>();
            for (String command : ProcessEvents.shuffled(commands, random)) {
                Duration each = Duration.ofMillis(SHORTEST_MS + random.nextInt(20));
                SleepWork work = new SleepWork(command, LEAST_TIMES + random.nextInt(LEAST_TIMES), each);
                ran.put((int) workspace.sleepIn(work).pid(), work);
            }
            List<Fact> facts = new ArrayList<>();
            for (var seen : witness.seen()) {
                SleepWork work = ran.get(seen.key().pid());
                // It leaves its CPU at its end too, once, and does not come back.
                if (work != null && seen.value() == work.times()) {
                    facts.add(StackFacts.of(
                            seen.key(), work.function(), "slept", work.total().toNanos()));
                }
            }
            return new Made(
                    facts,
                    text("sleepEvents.processesThatSlept", ran.size()),
                    facts.isEmpty() ? text("sampleEvents.programThatNamesAMap") : "");
        };
    }
}
