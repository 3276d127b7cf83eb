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
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * More processes than fit into the hash map that the programs name, each executing once: how often each was seen for which there
 * was room, and how many executions were of others. A witness says in which order they came.
 *
 * @param together whether several execute at the same moment, so that nobody can say who came first
 */
record OverflowEvents(boolean together) implements TrialEvents {
    private static final int LARGEST = 1_000;
    private static final int RING = 1 << 16;
    private static final int MORE = 20;

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
        OptionalInt room = room(workspace);
        BpfMap<?, Long> came =
                workspace.create(MapSpec.ringbuf("came", Codecs.U32).maxEntries(RING));
        workspace.attach(workspace.load(witness(came), hooks.get(0).programType()), hooks.get(0));
        return () -> {
            if (room.isEmpty()) {
                return new Made(
                        List.of(),
                        text("overflowEvents.tooManyProcesses"),
                        text("overflowEvents.hashMapOfEntriesOr", LARGEST));
            }
            int processes = room.getAsInt() + MORE + random.nextInt(MORE);
            workspace.runProcesses("true", processes);
            List<Fact> facts = facts(came.drain(), room.getAsInt());
            came.close();
            return new Made(facts, processes + " processes for " + room.getAsInt() + " entries", "");
        };
    }

    /** Returns how many entries fit into the learner's map of processes. */
    private static OptionalInt room(Workspace workspace) {
        return workspace.maps().stream()
                .filter(map -> Set.of(MapType.HASH, MapType.PERCPU_HASH)
                        .contains(map.spec().type()))
                .mapToInt(map -> map.spec().maxEntries())
                .filter(entries -> entries <= LARGEST)
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
        List<Fact> facts = new ArrayList<>(List.of(new Fact(Map.of("lost", Integer.toString(lost)))));
        if (!together) {
            counted.forEach((pid, execs) ->
                    facts.add(new Fact(Map.of("pid", Long.toString(pid), "execs", Integer.toString(execs)))));
        }
        return facts;
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
