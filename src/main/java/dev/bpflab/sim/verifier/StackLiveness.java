package dev.bpflab.sim.verifier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stack slots may still be read, for every instruction of every function in every chain of calls that leads to it.
 * While paths are explored it gathers what their instructions read and surely write; from that, whenever a path or a
 * function ends, the slots that are live are computed. A state is compared only in these.
 */
final class StackLiveness {
    /** How many masks may be kept; the kernel's memory has its limit too. */
    private static final int MAX_MASKS = 1 << 22;

    /** What is known of one frame's slots at one instruction. */
    private static final class Masks {
        long read;
        long written;
        /** Written by this instruction or, on all ways, by those after it. */
        long writtenLater;

        long live;
    }

    /** A function as one chain of calls leads to it. */
    private final class Instance {
        final CallChain chain;
        final int start;
        final int length;
        final @Nullable Masks[][] frames = new Masks[LocalCalls.MAX_FRAMES][];
        final boolean[] seen;
        boolean updated;
        boolean fewerWritten;

        Instance(CallChain chain) {
            this.chain = chain;
            int number = subprograms.startingAt(chain.target());
            this.start = chain.target();
            this.length = subprograms.endOf(number) - start;
            this.seen = new boolean[length];
        }

        @Nullable
        Masks at(int frame, int slot) {
            Masks[] masks = frames[frame];
            return masks == null ? null : masks[slot - start];
        }

        Masks make(int frame, int slot) {
            Masks[] masks = frames[frame];
            if (masks == null) {
                masksLeft -= length;
                if (masksLeft < 0) {
                    throw log.notSimulated("stack use of that many calls of large functions");
                }
                masks = new Masks[length];
                Arrays.setAll(masks, i -> new Masks());
                frames[frame] = masks;
            }
            return masks[slot - start];
        }
    }

    private final Code code;
    private final ControlFlow meetings;
    private final FlowGraph graph;
    private final Subprograms subprograms;
    private final Log log;
    private final Map<CallChain, Instance> instances = new HashMap<>();
    private int masksLeft = MAX_MASKS;
    /** The function that is being explored, or null when that must be looked up. */
    private @Nullable Instance current;

    private final long[] written = new long[LocalCalls.MAX_FRAMES];

    StackLiveness(Code code, ControlFlow meetings, Subprograms subprograms, Log log) {
        this.code = code;
        this.meetings = meetings;
        this.graph = meetings.graph();
        this.subprograms = subprograms;
        this.log = log;
    }

    private Instance instance(CallChain chain) {
        return instances.computeIfAbsent(chain, Instance::new);
    }

    /** Begins an instruction of a path. */
    void begin(PathState path) {
        if (current == null) {
            current = instance(CallChain.toFrame(path, path.frames.size() - 1, subprograms));
        }
        Arrays.fill(written, 0);
    }

    /** Notes that the path has entered or left a function. */
    void functionChanged() {
        current = null;
    }

    /** Notes that the instruction reads a slot. */
    void read(int frame, int index, int slot) {
        if (current != null) {
            read(current, frame, slot, 1L << index);
        }
    }

    private static void read(Instance instance, int frame, int slot, long mask) {
        Masks masks = instance.make(frame, slot);
        long all = masks.read | mask;
        if (all != masks.read && (all & ~masks.live) != 0) {
            instance.updated = true;
        }
        masks.read = all;
    }

    /** Notes that the instruction writes the whole of a slot. */
    void write(int frame, int index) {
        written[frame] |= 1L << index;
    }

    /** Ends an instruction: what it writes on every visit is surely written. */
    void end(int slot) {
        if (current != null) {
            commit(current, slot);
        }
    }

    private void commit(Instance instance, int slot) {
        int at = slot - instance.start;
        for (int frame = 0; frame <= instance.chain.depth(); frame++) {
            long mask = written[frame];
            if (mask == 0 && !instance.seen[at]) {
                continue;
            }
            if (mask == 0 && instance.frames[frame] == null) {
                continue;
            }
            Masks masks = instance.make(frame, slot);
            long before = masks.written;
            if (instance.seen[at]) {
                mask &= before;
            }
            if (before != mask) {
                masks.written = mask;
                instance.updated = true;
            }
            instance.fewerWritten |= (before & ~mask) != 0;
        }
        instance.seen[at] = true;
    }

    /** Computes what is live in the functions that a path is in, as is done when one of them or the path ends. */
    void update(PathState path) {
        functionChanged();
        for (int frame = path.frames.size() - 1; frame >= 0; frame--) {
            Instance instance = instance(CallChain.toFrame(path, frame, subprograms));
            if (instance.updated) {
                update(instance, path, frame);
                instance.updated = false;
                instance.fewerWritten = false;
            }
        }
    }

    private void update(Instance instance, PathState path, int depth) {
        if (instance.fewerWritten) {
            for (Masks[] masks : instance.frames) {
                if (masks != null) {
                    Arrays.stream(masks).forEach(each -> each.writtenLater = 0);
                }
            }
        }
        int[] order = graph.postorder(subprograms.startingAt(instance.start));
        int rounds = 0;
        boolean changed;
        do {
            rounds++;
            changed = false;
            for (int frame = 0; frame <= instance.chain.depth(); frame++) {
                if (instance.frames[frame] != null) {
                    for (int slot : order) {
                        changed |= propagate(instance, frame, slot);
                    }
                }
            }
        } while (changed);
        if (log.complete()) {
            log.append(instance.chain + " live stack update done in " + rounds + " iterations\n");
        }
        if (depth > 0) {
            handToCaller(instance, path, depth);
        }
    }

    private boolean propagate(Instance instance, int frame, int slot) {
        int[] next = graph.successors(slot);
        if (next.length == 0) {
            return false;
        }
        long live = 0;
        long writtenLater = -1L;
        for (int to : next) {
            Masks after = instance.make(frame, to);
            live |= after.live;
            writtenLater &= after.writtenLater;
        }
        Masks masks = instance.make(frame, slot);
        writtenLater |= masks.written;
        live = (live & ~masks.written) | masks.read;
        boolean changed = live != masks.live || writtenLater != masks.writtenLater;
        boolean isShown = log.complete()
                && changed
                && (masks.read != 0 || masks.written != 0 || slot == instance.start || meetings.isPrunePoint(slot));
        if (isShown) {
            logChange(instance.chain, "live", frame, slot, masks.live, live);
            logChange(instance.chain, "written", frame, slot, masks.writtenLater, writtenLater);
        }
        masks.live = live;
        masks.writtenLater = writtenLater;
        return changed;
    }

    private void logChange(CallChain chain, String what, int frame, int slot, long before, long after) {
        if (before == after) {
            return;
        }
        StringBuilder line = new StringBuilder(chain + " frame " + frame + " insn " + slot + " ");
        if ((after & ~before) != 0) {
            line.append('+')
                    .append(what)
                    .append(' ')
                    .append(slots(after & ~before))
                    .append(' ');
        }
        if ((before & ~after) != 0) {
            line.append('-').append(what).append(' ').append(slots(before & ~after));
        }
        log.append(line.append('\n').toString());
    }

    /** Returns stack slots as the log writes them: {@code -8,-24}. */
    static String slots(long mask) {
        StringBuilder text = new StringBuilder();
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            text.append(text.isEmpty() ? "" : ",").append(-8 * (Long.numberOfTrailingZeros(rest) + 1));
        }
        return text.toString();
    }

    /** Makes what a function reads and writes of its callers' stacks part of the call instruction. */
    private void handToCaller(Instance instance, PathState path, int depth) {
        int caller = path.frames.get(depth - 1).subprogram;
        Instance outer = instance(instance.chain.outer(subprograms.startOf(caller)));
        int callSite = instance.chain.callSite();
        Arrays.fill(written, 0);
        for (int frame = 0; frame < depth; frame++) {
            Masks masks = instance.at(frame, instance.start);
            if (masks != null) {
                written[frame] |= masks.writtenLater;
                read(outer, frame, callSite, masks.live);
            }
        }
        commit(outer, callSite);
    }

    /** Returns the slots of a frame that a path may still read, as a mask. */
    long live(PathState path, int frame) {
        int innermost = path.frames.size() - 1;
        long live = liveBefore(path, innermost, path.slot, frame);
        for (int i = frame; i < innermost; i++) {
            int callSite = path.frames.get(i + 1).callSite;
            live |= liveBefore(path, i, code.callsBack(callSite) ? callSite : callSite + 1, frame);
        }
        return live;
    }

    private long liveBefore(PathState path, int function, int slot, int frame) {
        Masks masks = instance(CallChain.toFrame(path, function, subprograms)).at(frame, slot);
        return masks == null ? 0 : masks.live;
    }
}
