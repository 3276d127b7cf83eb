package dev.bpflab.bpf;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words why an operation on a map failed and what to do about it: one row for each errno that a map can give. */
final class MapFailures {
    private static final String SMALLER = "use fewer entries or smaller values";

    private MapFailures() {}

    /** Returns the exception for a failed operation on a map made from this blueprint. */
    static BpfException of(String operation, MapSpec<?, ?> spec, Errno errno) {
        if (spec.type().isQueue() && (errno == Errno.E2BIG || errno == Errno.EINVAL)) {
            return ofQueue(operation, spec, errno);
        }
        boolean array = isArray(spec);
        String maxEntries = Integer.toUnsignedString(spec.maxEntries());
        return switch (errno) {
            case E2BIG ->
                array
                        ? failure(
                                operation,
                                errno,
                                "the index is not below max_entries, " + maxEntries,
                                "use a smaller one")
                        : failure(
                                operation,
                                errno,
                                "the map is full: max_entries is " + maxEntries,
                                "delete entries, or create it larger");
            case EINVAL ->
                spec.type() == MapType.LPM_TRIE
                        ? failure(
                                operation,
                                errno,
                                "the prefix is longer than the key, or the flag is unknown",
                                "use at most " + (spec.key().size() - 4) * 8 + " bits")
                        : array && operation.startsWith("delete")
                                ? failure(operation, errno, "an array's elements cannot be deleted", "set them to zero")
                                : failure(
                                        operation,
                                        errno,
                                        kind(spec) + " map takes no such argument",
                                        "look at the flags");
            case EEXIST ->
                array
                        ? failure(
                                operation,
                                errno,
                                "every index of an array has a value from the start",
                                "use ANY or EXIST")
                        : failure(operation, errno, "the key is in the map already", "use ANY or EXIST");
            case ENOENT -> failure(operation, errno, "the map has no such key", "use ANY or NOEXIST");
            case ENOSPC ->
                failure(
                        operation,
                        errno,
                        "the map is full: max_entries is " + maxEntries,
                        "delete entries, or create it larger");
            case EPERM -> notAllowed(operation, spec);
            case EBADF -> failure(operation, errno, "the map is closed", "create it again");
            case ENOMEM -> failure(operation, errno, "the kernel has no memory for another entry", "delete entries");
            case ENOTSUPP ->
                operation.startsWith("lookup and delete")
                        ? failure(operation, errno, kind(spec) + " map cannot do both at once", "look up, then delete")
                        : failure(operation, errno, kind(spec) + " map does not offer this", null);
            default -> failure(operation, errno, lowerCase(errno), null);
        };
    }

    private static BpfException ofQueue(String operation, MapSpec<?, ?> spec, Errno errno) {
        if (errno == Errno.E2BIG) {
            return failure(
                    operation,
                    errno,
                    "it is full: max_entries is " + Integer.toUnsignedString(spec.maxEntries()),
                    "pop first, or push with EXIST to drop the oldest");
        }
        return operation.startsWith("push")
                ? failure(operation, errno, kind(spec) + " takes no such flag", "use ANY or EXIST")
                : failure(operation, errno, kind(spec) + " has no keys", "use push, pop and peek");
    }

    /** Returns the exception for a queue's operation on a map that has keys. */
    static BpfException notAQueue(String operation, MapSpec<?, ?> spec) {
        return failure(operation, Errno.EINVAL, kind(spec) + " map has keys", "use put, get and getAndRemove");
    }

    private static BpfException notAllowed(String operation, MapSpec<?, ?> spec) {
        if (has(spec, MapFlag.RDONLY)) {
            return failure(operation, Errno.EPERM, "the map was created with RDONLY", "create it without");
        }
        if (has(spec, MapFlag.WRONLY)) {
            return failure(operation, Errno.EPERM, "the map was created with WRONLY", "create it without");
        }
        return failure(operation, Errno.EPERM, "the map does not allow it", "see whether it is frozen");
    }

    private static boolean isArray(MapSpec<?, ?> spec) {
        return spec.type() == MapType.ARRAY || spec.type() == MapType.PERCPU_ARRAY;
    }

    private static boolean has(MapSpec<?, ?> spec, MapFlag flag) {
        return (spec.flags() & flag.bit()) != 0;
    }

    /** Returns the exception for a map that could not be created. */
    static BpfException ofCreate(MapSpec<?, ?> spec, Errno errno) {
        String operation = "create map" + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'");
        return switch (errno) {
            case EINVAL -> refusedAttributes(operation, spec);
            case EPERM ->
                failure(operation, errno, "bpf(2) is not allowed to this user", "run as root, or use --host sim");
            case EBADF -> failure(operation, errno, "the workspace is closed", "open another one");
            case ENOTSUPP ->
                has(spec, MapFlag.NO_PREALLOC)
                        ? failure(operation, errno, "an LRU map is always preallocated", "leave NO_PREALLOC out")
                        : failure(operation, errno, kind(spec) + " map is not offered here", null);
            case E2BIG -> failure(operation, errno, "the map would be too large", SMALLER);
            case ENOMEM -> failure(operation, errno, "there is not enough memory for it", SMALLER);
            case EMFILE, ENFILE -> failure(operation, errno, "too many files are open", "close maps that are not used");
            default -> failure(operation, errno, lowerCase(errno), null);
        };
    }

    private static BpfException refusedAttributes(String operation, MapSpec<?, ?> spec) {
        if (spec.maxEntries() == 0) {
            return failure(operation, Errno.EINVAL, "max_entries is 0", "use 1 or more");
        }
        if (spec.value().size() == 0) {
            return failure(operation, Errno.EINVAL, "value_size is 0", "use 1 byte or more");
        }
        if (spec.type().isQueue() && spec.key().size() != 0) {
            return failure(
                    operation, Errno.EINVAL, "key_size is " + spec.key().size(), kind(spec) + " has no keys: use 0");
        }
        if (spec.key().size() == 0 && !spec.type().isQueue()) {
            return failure(operation, Errno.EINVAL, "key_size is 0", "use 1 byte or more");
        }
        if (isArray(spec) && spec.key().size() != 4) {
            return failure(
                    operation, Errno.EINVAL, "key_size is " + spec.key().size(), "an array's key is a u32 of 4 bytes");
        }
        if (spec.type() == MapType.LPM_TRIE && !has(spec, MapFlag.NO_PREALLOC)) {
            return failure(operation, Errno.EINVAL, "a trie is never preallocated", "add the flag NO_PREALLOC");
        }
        if (spec.type() == MapType.LPM_TRIE
                && (spec.key().size() < 5 || spec.key().size() > 260)) {
            return failure(
                    operation,
                    Errno.EINVAL,
                    "key_size is " + spec.key().size(),
                    "a trie's key is a u32 of the prefix length and 1 to 256 bytes");
        }
        if (!spec.name().matches("[A-Za-z0-9_.]{0,15}")) {
            return failure(
                    operation, Errno.EINVAL, "the name is not allowed", "use at most 15 letters, digits, '_' and '.'");
        }
        if (spec.flags() != 0) {
            return failure(
                    operation,
                    Errno.EINVAL,
                    kind(spec) + " map does not take " + MapFlag.describe(spec.flags()),
                    "leave the flags out, or choose others");
        }
        return failure(
                operation,
                Errno.EINVAL,
                kind(spec) + " map does not take these sizes",
                "look at key_size, value_size and max_entries");
    }

    private static String kind(MapSpec<?, ?> spec) {
        String name = spec.type().kernelName();
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private static String lowerCase(Errno errno) {
        return errno.text().toLowerCase(Locale.ROOT);
    }

    private static BpfException failure(String operation, Errno errno, String cause, @Nullable String remedy) {
        return new BpfException(operation, errno, cause, remedy);
    }
}
