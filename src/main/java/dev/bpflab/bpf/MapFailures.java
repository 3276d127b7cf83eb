package dev.bpflab.bpf;

import static dev.bpflab.bpf.MapVerb.DELETE;
import static dev.bpflab.bpf.MapVerb.FREEZE;
import static dev.bpflab.bpf.MapVerb.LOOKUP_AND_DELETE;
import static dev.bpflab.bpf.MapVerb.PUSH;

import java.util.function.Predicate;

/** Says in words why an operation on a map failed and what to do about it: one row for each errno that a map can give. */
final class MapFailures {
    private record Use(MapVerb verb, MapSpec<?, ?> map) {}

    private static final String FULL = "the map is full: max_entries is {max_entries}";
    private static final String MAKE_ROOM = "delete entries, or create it larger";

    private static final FailureTable<Use> TABLE = new FailureTable<Use>((text, use) -> MapWords.fill(text, use.map()))
            .row(
                    Errno.E2BIG,
                    on(MapWords::isQueue),
                    "it is full: max_entries is {max_entries}",
                    "pop first, or push with EXIST to drop the oldest")
            .row(
                    Errno.E2BIG,
                    on(MapWords::isRingbuf),
                    "it has {max_entries} bytes, more than the 512 MiB that can be consumed here",
                    "create it smaller")
            .row(
                    Errno.E2BIG,
                    on(MapWords::isStackTrace),
                    "there can be no such id",
                    "use one that bpf_get_stackid gave")
            .row(
                    Errno.E2BIG,
                    on(MapWords::isArray),
                    "the index is not below max_entries, {max_entries}",
                    "use a smaller one")
            .row(Errno.E2BIG, FULL, MAKE_ROOM)
            .row(Errno.ENOSPC, FULL, MAKE_ROOM)
            .row(
                    Errno.EINVAL,
                    on(MapWords::isQueue).and(doing(PUSH)),
                    "{a type} takes no such flag",
                    "use ANY or EXIST")
            .row(Errno.EINVAL, on(MapWords::isQueue), "{a type} has no keys", "use push, pop and peek")
            .row(Errno.EINVAL, on(MapWords::isStackTrace), "only programs add stacks", "call bpf_get_stackid in one")
            .row(
                    Errno.EINVAL,
                    on(MapWords::isTrie),
                    "the prefix is longer than the key, or the flag is unknown",
                    "use at most {prefix bits} bits")
            .row(
                    Errno.EINVAL,
                    on(MapWords::isArray).and(doing(DELETE)),
                    "an array's elements cannot be deleted",
                    "set them to zero")
            .row(Errno.EINVAL, "{a type} map takes no such argument", "look at the flags")
            .row(
                    Errno.EEXIST,
                    on(MapWords::isArray),
                    "every index of an array has a value from the start",
                    "use ANY or EXIST")
            .row(Errno.EEXIST, "the key is in the map already", "use ANY or EXIST")
            .row(Errno.ENOENT, "the map has no such key", "use ANY or NOEXIST")
            .row(Errno.EPERM, having(MapFlag.RDONLY), "the map was opened with RDONLY", "open or create it without")
            .row(Errno.EPERM, having(MapFlag.WRONLY), "the map was opened with WRONLY", "open or create it without")
            .row(Errno.EPERM, doing(FREEZE), "the map is frozen already", null)
            .row(Errno.EBUSY, doing(FREEZE), "the map is frozen already", null)
            .row(
                    Errno.EPERM,
                    on(MapWords::isRingbuf),
                    "it is frozen, and with it the place up to which it is consumed",
                    "leave ring buffers unfrozen")
            .row(Errno.EPERM, "the map is frozen: userspace may only read it", "create another one")
            .row(Errno.EMFILE, "too many files are open", "close maps that are not used")
            .row(Errno.EBADF, "the map is closed", "create it again")
            .row(Errno.ENOMEM, "the kernel has no memory for another entry", "delete entries")
            .row(Errno.EINTR, "it was interrupted", null)
            .row(Errno.EIO, "another process consumes it too", "a ring buffer has one consumer")
            .row(Errno.ENOTSUPP, on(MapWords::isRingbuf), "{a type} has records, not entries", "use poll or drain")
            .row(
                    Errno.ENOTSUPP,
                    doing(LOOKUP_AND_DELETE),
                    "{a type} map cannot do both at once",
                    "look up, then delete")
            .row(Errno.ENOTSUPP, use -> use.verb().isBatch(), "{a type} map has no such batch command", "go one by one")
            .row(Errno.ENOTSUPP, "{a type} map does not offer this", null);

    private MapFailures() {}

    /** Returns the exception for a failed operation on a map made from this blueprint. */
    static BpfException of(String operation, MapVerb verb, MapSpec<?, ?> spec, Errno errno) {
        return TABLE.of(operation, errno, new Use(verb, spec));
    }

    /** Returns the exception for a queue's operation on a map that has keys. */
    static BpfException notAQueue(String operation, MapSpec<?, ?> spec) {
        return new BpfException(
                operation, Errno.EINVAL, MapWords.fill("{a type} map has keys", spec), "use put, get and getAndRemove");
    }

    /** Returns the exception for consuming a map that is no ring buffer. */
    static BpfException notARingbuf(String operation, MapSpec<?, ?> spec) {
        return new BpfException(
                operation,
                Errno.EINVAL,
                MapWords.fill("{a type} map has no records", spec),
                "only a ring buffer has; use get, or iterate");
    }

    /** Returns the exception for consuming a ring buffer that is being consumed. */
    static BpfException consumed(String operation) {
        return new BpfException(
                operation,
                Errno.EBUSY,
                "another thread consumes it, or the action that this is called in",
                "a ring buffer has one consumer at a time");
    }

    private static Predicate<Use> on(Predicate<MapSpec<?, ?>> maps) {
        return use -> maps.test(use.map());
    }

    private static Predicate<Use> having(MapFlag flag) {
        return use -> MapWords.has(use.map(), flag);
    }

    private static Predicate<Use> doing(MapVerb verb) {
        return use -> use.verb() == verb;
    }
}
