package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The words for stack traces; a learner finds them in {@link Bpf}. */
public abstract class StackVocabulary extends StageVocabulary {
    StackVocabulary() {}

    /** Returns the frames of a kernel stack by its id, the innermost first, see {@link BpfMap#frames(long)}. */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long id) {
        return stacks.frames(id);
    }

    /** Returns the frames of a user stack of a process by its id, the innermost first. */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long id, int pid) {
        return stacks.frames(id, pid);
    }

    /**
     * Returns the frames of a process that was in the kernel: those of the kernel stack, and behind them those of its user
     * stack. An id of -14, EFAULT, stands for a stack that there was not and gives none; any other errno gives one frame
     * that says that the stack was lost.
     */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long kernelId, long userId, int pid) {
        Symbols symbols = Workspace.current().host().symbols();
        List<Frame> frames = new ArrayList<>(StackTraces.framesIfAny(stacks.bytes(), kernelId, symbols::kernel));
        frames.addAll(StackTraces.framesIfAny(stacks.bytes(), userId, () -> symbols.process(pid)));
        return List.copyOf(frames);
    }

    /**
     * Returns what a map has counted whose keys are ids of kernel stacks: {@code profile(counts, stacks)}.
     *
     * @throws BpfException EINVAL when the keys or the values are no numbers
     */
    public static <K> StackProfile<K> profile(BpfMap<K, ?> counts, BpfMap<?, ?> stacks) {
        Symbols.Lookup names = Workspace.current().host().symbols().kernel();
        return profile(counts, key -> {
            long id = Counts.of(key)
                    .orElseThrow(() -> new BpfException(
                            counts.bytes().operation(MapVerb.PROFILE),
                            Errno.EINVAL,
                            "its keys are " + counts.spec().key().name() + ", not ids",
                            "say where the ids are, as in profile(counts, key -> frames(stacks, key.kernel()))"));
            return StackTraces.framesIfAny(stacks.bytes(), id, () -> names);
        });
    }

    /**
     * Returns what a map has counted by keys that tell a stack: {@code profile(counts, key -> frames(stacks, key.kernel(),
     * key.user(), key.pid()))}.
     *
     * @throws BpfException EINVAL when the values are no numbers
     */
    public static <K> StackProfile<K> profile(BpfMap<K, ?> counts, Function<? super K, List<Frame>> frames) {
        return StackProfile.of(counts, frames);
    }
}
