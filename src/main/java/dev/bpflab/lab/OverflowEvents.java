package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.W;
import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * More processes than fit into the hash map that the programs name, or than records into their ring buffer, each executing once:
 * in a hash map, how often each was seen for which there was room; and how many executions found none. A witness says in which
 * order they came.
 *
 * @param together whether several execute at the same moment, so that nobody can say who came first
 */
record OverflowEvents(boolean together) implements TrialEvents {
    private static final int LARGEST = 1_000;
    private static final int SMALL_RING = 4096;
    private static final int SMALLEST_RECORD = 16;
    private static final int RING = 1 << 16;
    private static final int MORE = 20;

    /** So many lose their place at the same moment that an addition which is not atomic is sure to lose some of them. */
    private static final int MANY_MORE = 150;

    @Override
    public List<String> names() {
        return List.of("pid", "execs", "lost");
    }

    @Override
    public boolean comeBy(Hook hook) {
        return hook instanceof Hook.Tracepoint || hook instanceof Hook.RawTracepoint;
    }

    @Override
    public Optional<TrialEvents> atOnce() {
        return Optional.of(new OverflowEvents(true));
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        Optional<BpfMap<?, ?>> full = full(workspace);
        BpfMap<?, Long> came =
                workspace.create(MapSpec.ringbuf("came", Codecs.U32).maxEntries(RING));
        workspace.attach(workspace.load(witness(came), hooks.get(0).programType()), hooks.get(0));
        return () -> {
            if (full.isEmpty()) {
                return new Made(
                        List.of(),
                        text("overflowEvents.tooManyProcesses"),
                        text("overflowEvents.hashMapOfEntriesOr", LARGEST, SMALL_RING));
            }
            BpfMap<?, ?> map = full.get();
            boolean ring = RingRecords.areIn(map.spec());
            int room = ring ? SMALL_RING / SMALLEST_RECORD : map.spec().maxEntries();
            int more = together ? MANY_MORE : MORE;
            int processes = room + more + random.nextInt(more);
            workspace.runProcesses("true", processes);
            List<Long> seen = came.drain();
            came.close();
            List<Fact> facts = ring
                    ? List.of(
                            lost(seen.size() - RingRecords.drain(map).records().size()))
                    : facts(seen, room);
            return new Made(facts, processes + " processes", "");
        };
    }

    /** Returns the learner's map of processes, or the ring buffer of records about them. */
    private static Optional<BpfMap<?, ?>> full(Workspace workspace) {
        return workspace.maps().stream()
                .filter(map -> switch (map.spec().type()) {
                    case HASH, PERCPU_HASH -> map.spec().maxEntries() <= LARGEST;
                    case RINGBUF -> map.spec().maxEntries() <= SMALL_RING;
                    default -> false;
                })
                .findFirst();
    }

    private List<Fact> facts(List<Long> came, int room) {
        Map<Long, Integer> counted = new LinkedHashMap<>();
        int lost = 0;
        for (Long pid : came) {
            if (counted.containsKey(pid) || counted.size() < room) {
                counted.merge(pid, 1, Integer::sum);
            } else {
                lost++;
            }
        }
        List<Fact> facts = new ArrayList<>(List.of(lost(lost)));
        if (!together) {
            counted.forEach((pid, execs) ->
                    facts.add(new Fact(Map.of("pid", Long.toString(pid), "execs", Integer.toString(execs)))));
        }
        return facts;
    }

    private static Fact lost(int executions) {
        return new Fact(Map.of("lost", Integer.toString(executions)));
    }

    private static Program witness(BpfMap<?, Long> came) {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                ldMapFd(R1, came),
                mov(R2, R10),
                add(R2, -4),
                helperRingbufOutput(R1, R2, Integer.BYTES, 0),
                mov(R0, 0),
                exitInsn());
    }
}
