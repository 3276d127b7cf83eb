package dev.bpflab.bpf;

/** What messages say of a map's blueprint. */
final class MapWords {
    private MapWords() {}

    /** Fills in {@code {a type}}, {@code {key_size}}, {@code {value_size}}, {@code {max_entries}}, {@code {prefix bits}} and {@code {flags}}. */
    static String fill(String text, MapSpec<?, ?> spec) {
        return text.replace("{a type}", kind(spec))
                .replace("{key_size}", Integer.toString(spec.key().size()))
                .replace("{value_size}", Integer.toString(spec.value().size()))
                .replace("{max_entries}", Integer.toUnsignedString(spec.maxEntries()))
                .replace("{prefix bits}", Integer.toString((spec.key().size() - Integer.BYTES) * Byte.SIZE))
                .replace("{flags}", MapFlag.describe(spec.flags()));
    }

    private static String kind(MapSpec<?, ?> spec) {
        String name = spec.typeName();
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    static boolean isArray(MapSpec<?, ?> spec) {
        return spec.type() == MapType.ARRAY || spec.type() == MapType.PERCPU_ARRAY;
    }

    static boolean isTrie(MapSpec<?, ?> spec) {
        return spec.type() == MapType.LPM_TRIE;
    }

    static boolean isRingbuf(MapSpec<?, ?> spec) {
        return spec.type() == MapType.RINGBUF;
    }

    static boolean isStackTrace(MapSpec<?, ?> spec) {
        return spec.type() == MapType.STACK_TRACE;
    }

    static boolean isQueue(MapSpec<?, ?> spec) {
        return spec.type().isQueue();
    }

    static boolean has(MapSpec<?, ?> spec, MapFlag flag) {
        return (spec.flags() & flag.bit()) != 0;
    }
}
