package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the traces of a stack trace map by the ids that bpf_get_stackid gave. */
final class StackTraces {
    private static final int FIRST_ERRNO = -4095;

    /** How kernels name the room that they leave before functions (CONFIG_PREFIX_SYMBOLS). */
    private static final String PADDING = "__pfx_";

    private static final FailureTable<Integer> NO_ID = new FailureTable<Integer>(
                    (text, result) -> text.replace("{id}", Integer.toString(result)))
            .row(
                    Errno.EEXIST,
                    "{id} is no id: another stack had its bucket",
                    "use more max_entries, or the flag BPF_F_REUSE_STACKID, 1024")
            .row(
                    Errno.EFAULT,
                    "{id} is no id: there was no stack to walk, or less than was to be skipped",
                    "test the id for < 0 before it becomes a key")
            .row(Errno.ENOMEM, "{id} is no id: max_entries stacks were kept", "use more max_entries")
            .row(Errno.EINVAL, "{id} is no id: the flags are unknown", "look at the flags of bpf_get_stackid");

    private StackTraces() {}

    /** Returns a trace's frames, the innermost first. */
    static List<Frame> frames(MapBytes<?, ?> map, long id, Symbols.Lookup names) {
        // A program that keeps the id in 32 or 64 bits, signed or not, keeps the same low half.
        int low = (int) id;
        if (isErrno(low)) {
            throw NO_ID.of(map.operation(MapVerb.FRAMES), Errno.ofResult(low), low);
        }
        byte[] trace = trace(map, low);
        if (trace == null) {
            throw new BpfException(
                    map.operation(MapVerb.FRAMES),
                    Errno.ENOENT,
                    "no stack has the id " + id,
                    "look at its keys for those that there are");
        }
        return named(trace, names);
    }

    /**
     * Returns the frames of a sample: none where there was no stack to walk, one that says so where the stack was lost
     * or has been deleted since.
     *
     * @param names asked only when there are addresses
     */
    static List<Frame> framesIfAny(MapBytes<?, ?> map, long id, Supplier<Symbols.Lookup> names) {
        int low = (int) id;
        if (isErrno(low)) {
            Errno errno = Errno.ofResult(low);
            return errno == Errno.EFAULT ? List.of() : Frame.lost(errno);
        }
        byte[] trace = trace(map, low);
        return trace == null ? Frame.lost(Errno.ENOENT) : named(trace, names.get());
    }

    private static boolean isErrno(int id) {
        return id < 0 && id >= FIRST_ERRNO;
    }

    private static byte @Nullable [] trace(MapBytes<?, ?> map, int id) {
        if (!MapWords.isStackTrace(map.spec())) {
            throw new BpfException(
                    map.operation(MapVerb.FRAMES),
                    Errno.EINVAL,
                    MapWords.fill("{a type} map has no stacks", map.spec()),
                    "give the map that bpf_get_stackid was called with");
        }
        return map.lookup(Codecs.toBytes(Codecs.U32, Integer.toUnsignedLong(id)), MapVerb.FRAMES);
    }

    private static List<Frame> named(byte[] trace, Symbols.Lookup names) {
        return named(Codecs.fromBytes(new StackCodec(trace.length / Long.BYTES), trace), names);
    }

    /** Returns the frames at these addresses, the innermost first. */
    static List<Frame> named(List<Long> addresses, Symbols.Lookup names) {
        List<Frame> frames = new ArrayList<>();
        for (long address : addresses) {
            Optional<Symbol> symbol = names.find(address);
            if (!frames.isEmpty() && symbol.isPresent() && symbol.get().offset() == 0) {
                // The call that it returns from was the last instruction of a function: the next one begins here.
                symbol = names.find(address - 1)
                        // No call is in the padding before a function: this one was interrupted at its first byte.
                        .filter(caller -> !caller.name().startsWith(PADDING))
                        .map(caller -> new Symbol(caller.name(), caller.offset() + 1, caller.module()))
                        .or(() -> names.find(address));
            }
            frames.add(new Frame(address, symbol));
        }
        return List.copyOf(frames);
    }
}
