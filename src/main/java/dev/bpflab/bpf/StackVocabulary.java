package dev.bpflab.bpf;

import java.util.List;
import java.util.function.Function;

/** The words for stack traces; a learner finds them in {@link Bpf}. */
public abstract class StackVocabulary extends StageVocabulary {
    StackVocabulary() {}

    /**
     * Returns the lines of {@code /proc/kallsyms}: an address, a type, a name, and a module if it has one.
     *
     * @throws BpfException EPERM when the kernel shows its addresses to nobody
     */
    public static List<String> kallsyms() {
        return Workspace.current().host().symbols().kallsyms().lines().toList();
    }

    /** Returns the frames of a kernel stack by its id, the innermost first, see {@link BpfMap#frames(long)}. */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long id) {
        return stacks.frames(id);
    }

    /** Returns the frames of a user stack of a process by its id, the innermost first. */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long id, long pid) {
        return stacks.frames(id, (int) pid);
    }

    /** Returns the frames of a sample, those in the kernel first, see {@link BpfMap#frames(long, long, int)}. */
    public static List<Frame> frames(BpfMap<?, ?> stacks, long kernelId, long userId, long pid) {
        return stacks.frames(kernelId, userId, (int) pid);
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
