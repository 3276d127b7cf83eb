package dev.bpflab.bpf;

import static dev.bpflab.bpf.MapWords.has;
import static dev.bpflab.bpf.MapWords.isArray;
import static dev.bpflab.bpf.MapWords.isQueue;
import static dev.bpflab.bpf.MapWords.isRingbuf;
import static dev.bpflab.bpf.MapWords.isStackTrace;
import static dev.bpflab.bpf.MapWords.isTrie;

/** Says in words why a map could not be created and what to do about it: the first row that fits its blueprint. */
final class MapCreationFailures {
    private static final String KEY_SIZE = "key_size is {key_size}";
    private static final String SMALLER = "use fewer entries or smaller values";
    private static final int SMALLEST_PAGE = 4096;
    private static final int DEEPEST = 127;
    private static final int SHORTEST_PREFIX_KEY = 5;
    private static final int LONGEST_PREFIX_KEY = 260;

    private static final FailureTable<MapSpec<?, ?>> TABLE = new FailureTable<MapSpec<?, ?>>(MapWords::fill)
            .row(
                    Errno.EINVAL,
                    spec -> isRingbuf(spec)
                            && (spec.key().size() != 0 || spec.value().size() != 0),
                    "key_size is {key_size} and value_size is {value_size}",
                    "{a type} has neither: use 0 and 0")
            .row(
                    Errno.EINVAL,
                    spec -> isRingbuf(spec) && !isRingSize(spec.maxEntries()),
                    "{a type} cannot have {max_entries} bytes, its max_entries",
                    "use a power of two from the page size on: 4096, 8192, …")
            .row(
                    Errno.EINVAL,
                    spec -> spec.type().isOfMaps() && spec.inner() == null,
                    "{a type} map wants to know what the maps in it are like",
                    "add inner(blueprint)")
            .row(Errno.EINVAL, spec -> spec.maxEntries() == 0, "max_entries is 0", "use 1 or more")
            .row(
                    Errno.EINVAL,
                    spec -> spec.value().size() == 0 && !isRingbuf(spec),
                    "value_size is 0",
                    "use 1 byte or more")
            .row(Errno.EINVAL, spec -> isQueue(spec) && spec.key().size() != 0, KEY_SIZE, "{a type} has no keys: use 0")
            .row(
                    Errno.EINVAL,
                    spec -> spec.key().size() == 0 && !isQueue(spec) && !isRingbuf(spec),
                    "key_size is 0",
                    "use 1 byte or more")
            .row(
                    Errno.EINVAL,
                    spec -> isArray(spec) && spec.key().size() != Integer.BYTES,
                    KEY_SIZE,
                    "an array's key is a u32 of 4 bytes")
            .row(
                    Errno.EINVAL,
                    spec -> isStackTrace(spec) && spec.key().size() != Integer.BYTES,
                    KEY_SIZE,
                    "the id of a stack is a u32 of 4 bytes")
            .row(
                    Errno.EINVAL,
                    spec -> isStackTrace(spec)
                            && (spec.value().size() % Long.BYTES != 0
                                    || spec.value().size() > DEEPEST * Long.BYTES),
                    "value_size is {value_size}",
                    "use 8 bytes for each frame, at most 127 of them (kernel.perf_event_max_stack)")
            .row(
                    Errno.EINVAL,
                    spec -> isTrie(spec) && !has(spec, MapFlag.NO_PREALLOC),
                    "a trie is never preallocated",
                    "add the flag NO_PREALLOC")
            .row(
                    Errno.EINVAL,
                    spec -> isTrie(spec)
                            && (spec.key().size() < SHORTEST_PREFIX_KEY
                                    || spec.key().size() > LONGEST_PREFIX_KEY),
                    KEY_SIZE,
                    "a trie's key is a u32 of the prefix length and 1 to 256 bytes")
            .row(
                    Errno.EINVAL,
                    spec -> !spec.name().matches("[A-Za-z0-9_.]{0,15}"),
                    "the name is not allowed",
                    "use at most 15 letters, digits, '_' and '.'")
            .row(
                    Errno.EINVAL,
                    spec -> spec.flags() != 0,
                    "{a type} map does not take {flags}",
                    "leave the flags out, or choose others")
            .row(Errno.EINVAL, "{a type} map does not take these sizes", "look at key_size, value_size and max_entries")
            .row(Errno.EPERM, "bpf(2) is not allowed to this user", "run as root, or use --host sim")
            .row(Errno.EBADF, "the workspace is closed", "open another one")
            .row(
                    Errno.ENOTSUPP,
                    spec -> has(spec, MapFlag.NO_PREALLOC),
                    "an LRU map is always preallocated",
                    "leave NO_PREALLOC out")
            .row(Errno.ENOTSUPP, "{a type} map is not offered here", null)
            .row(Errno.E2BIG, "the map would be too large", SMALLER)
            .row(Errno.ENOMEM, "there is not enough memory for it", SMALLER)
            .row(Errno.EMFILE, "too many files are open", "close maps that are not used")
            .row(Errno.ENFILE, "too many files are open", "close maps that are not used");

    private MapCreationFailures() {}

    private static boolean isRingSize(int bytes) {
        return Integer.bitCount(bytes) == 1 && Integer.compareUnsigned(bytes, SMALLEST_PAGE) >= 0;
    }

    static BpfException of(MapSpec<?, ?> spec, Errno errno) {
        return TABLE.of("create map" + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'"), errno, spec);
    }
}
