package dev.bpflab.bpf;

/** Says in words why an operation on a map failed and what to do about it: one row for each errno that a map can give. */
final class MapFailures {
    private MapFailures() {}

    /** Returns the exception for a failed operation on a map made from this blueprint. */
    static BpfException of(String operation, MapSpec<?, ?> spec, Errno errno) {
        return switch (errno) {
            case E2BIG ->
                spec.type() == MapType.ARRAY
                        ? failure(
                                operation,
                                errno,
                                "the index is not below max_entries " + spec.maxEntries(),
                                "use a smaller index")
                        : failure(
                                operation,
                                errno,
                                "the map is full: max_entries is " + spec.maxEntries(),
                                "delete entries, or create it larger");
            case EINVAL ->
                spec.type() == MapType.ARRAY
                        ? failure(operation, errno, "an array's elements cannot be deleted", "set them to zero")
                        : failure(operation, errno, "the kernel takes no such argument", "look at the flags");
            case EEXIST -> failure(operation, errno, "the key is in the map already", "use ANY or EXIST");
            case ENOENT -> failure(operation, errno, "the map has no such key", "use ANY or NOEXIST");
            case EPERM ->
                failure(
                        operation,
                        errno,
                        "the map does not allow it",
                        "look at its RDONLY and WRONLY flags, or whether it is frozen");
            default -> failure(operation, errno, errno.text().toLowerCase(java.util.Locale.ROOT), null);
        };
    }

    /** Returns the exception for a map that could not be created. */
    static BpfException ofCreate(MapSpec<?, ?> spec, Errno errno) {
        String operation = "create map" + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'");
        return switch (errno) {
            case EINVAL -> refusedAttributes(operation, spec);
            case EPERM ->
                failure(operation, errno, "bpf(2) is not allowed to this user", "run as root, or use --host sim");
            case E2BIG ->
                failure(operation, errno, "the map would be too large", "use fewer entries or smaller values");
            case ENOMEM ->
                failure(operation, errno, "there is not enough memory for it", "use fewer entries or smaller values");
            default -> failure(operation, errno, errno.text().toLowerCase(java.util.Locale.ROOT), null);
        };
    }

    private static BpfException refusedAttributes(String operation, MapSpec<?, ?> spec) {
        if (spec.maxEntries() == 0) {
            return failure(operation, Errno.EINVAL, "max_entries is 0", "use 1 or more");
        }
        if (spec.value().size() == 0) {
            return failure(operation, Errno.EINVAL, "value_size is 0", "use 1 byte or more");
        }
        if (spec.key().size() == 0) {
            return failure(operation, Errno.EINVAL, "key_size is 0", "use 1 byte or more");
        }
        if (spec.type() == MapType.ARRAY && spec.key().size() != 4) {
            return failure(
                    operation, Errno.EINVAL, "key_size is " + spec.key().size(), "an array's key is a u32 of 4 bytes");
        }
        if (!spec.name().matches("[A-Za-z0-9_.]{0,15}")) {
            return failure(
                    operation, Errno.EINVAL, "the name is not allowed", "use at most 15 letters, digits, '_' and '.'");
        }
        return failure(
                operation,
                Errno.EINVAL,
                "the type does not take these sizes and flags",
                "look at key_size, value_size, max_entries and flags");
    }

    private static BpfException failure(
            String operation, Errno errno, String cause, @org.jspecify.annotations.Nullable String remedy) {
        return new BpfException(operation, errno, cause, remedy);
    }
}
