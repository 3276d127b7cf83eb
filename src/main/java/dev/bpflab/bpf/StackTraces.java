package dev.bpflab.bpf;

import java.util.List;

/** Reads the traces of a stack trace map by the ids that bpf_get_stackid gave. */
final class StackTraces {
    private static final int FIRST_ERRNO = -4095;

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
        return addresses(map, id).stream()
                .map(address -> new Frame(address, names.find(address)))
                .toList();
    }

    private static List<Long> addresses(MapBytes<?, ?> map, long id) {
        String operation = map.operation(MapVerb.FRAMES);
        if (!MapWords.isStackTrace(map.spec())) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    MapWords.fill("{a type} map has no stacks", map.spec()),
                    "give the map that bpf_get_stackid was called with");
        }
        // A program that keeps the id in 32 or 64 bits, signed or not, keeps the same low half.
        int low = (int) id;
        if (low < 0 && low >= FIRST_ERRNO) {
            throw NO_ID.of(operation, Errno.ofResult(low), low);
        }
        byte[] key = Codecs.toBytes(Codecs.U32, Integer.toUnsignedLong(low));
        byte[] trace = map.lookup(key, MapVerb.FRAMES);
        if (trace == null) {
            throw new BpfException(
                    operation, Errno.ENOENT, "no stack has the id " + id, "look at its keys for those that there are");
        }
        return Codecs.fromBytes(new StackCodec(trace.length / Long.BYTES), trace);
    }
}
