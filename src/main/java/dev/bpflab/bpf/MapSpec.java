package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blueprint of a map: what it will be called, its type, its sizes and how its bytes are read. Immutable; a
 * {@link Workspace} makes a live map from it.
 *
 * @param name up to 15 characters of letters, digits, {@code _} and {@code .}; may be empty
 * @param type the map type; {@link MapType#UNSPEC} for one that has no name here
 * @param typeNumber the number of the map type
 * @param key how keys lie in memory
 * @param value how values lie in memory
 * @param maxEntries how many entries fit
 * @param flags {@code map_flags}, see {@link MapFlag}
 * @param inner what the maps in a map of maps are like; null for other types
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public record MapSpec<K, V>(
        String name,
        MapType type,
        int typeNumber,
        Codec<K> key,
        Codec<V> value,
        int maxEntries,
        int flags,
        @Nullable MapSpec<?, ?> inner) {
    /** Checks what a prompt lets through: a variable of a codec is null again when its record was declared anew. */
    public MapSpec {
        String operation = "describe map '" + Fields.given(name, "describe map", "the name") + "'";
        Fields.given(type, operation, "the type");
        Fields.given(key, operation, "the key's codec");
        Fields.given(value, operation, "the value's codec");
    }

    /** Creates the blueprint of a map whose type has a name. */
    public MapSpec(String name, MapType type, Codec<K> key, Codec<V> value, int maxEntries, int flags) {
        this(name, type, type == null ? 0 : type.number(), key, value, maxEntries, flags, null);
    }

    /** Returns a hash map's blueprint; give it {@link #maxEntries(int)}. */
    public static <K, V> MapSpec<K, V> hash(String name, Codec<K> key, Codec<V> value) {
        return new MapSpec<>(name, MapType.HASH, key, value, 0, 0);
    }

    /** Returns an array's blueprint, whose keys are indices; give it {@link #maxEntries(int)}. */
    public static <V> MapSpec<Long, V> array(String name, Codec<V> value) {
        return new MapSpec<>(name, MapType.ARRAY, Codecs.U32, value, 0, 0);
    }

    /** Returns the blueprint of a hash map with a value for each CPU; give it {@link #maxEntries(int)}. */
    public static <K, V> MapSpec<K, PerCpu<V>> percpuHash(String name, Codec<K> key, Codec<V> value) {
        return new MapSpec<>(name, MapType.PERCPU_HASH, key, Codecs.perCpu(value), 0, 0);
    }

    /** Returns the blueprint of a hash map that evicts entries little used when it is full; give it {@link #maxEntries(int)}. */
    public static <K, V> MapSpec<K, V> lruHash(String name, Codec<K> key, Codec<V> value) {
        return new MapSpec<>(name, MapType.LRU_HASH, key, value, 0, 0);
    }

    /** Returns the blueprint of a hash map that evicts, with a value for each CPU; give it {@link #maxEntries(int)}. */
    public static <K, V> MapSpec<K, PerCpu<V>> lruPercpuHash(String name, Codec<K> key, Codec<V> value) {
        return new MapSpec<>(name, MapType.LRU_PERCPU_HASH, key, Codecs.perCpu(value), 0, 0);
    }

    /** Returns the blueprint of an array with a value for each CPU; give it {@link #maxEntries(int)}. */
    public static <V> MapSpec<Long, PerCpu<V>> percpuArray(String name, Codec<V> value) {
        return new MapSpec<>(name, MapType.PERCPU_ARRAY, Codecs.U32, Codecs.perCpu(value), 0, 0);
    }

    /**
     * Returns the blueprint of a trie that finds the longest prefix of a key, such as {@link Codecs#IPV4_PREFIX}; give it
     * {@link #maxEntries(int)}. It has the flag NO_PREALLOC, which the kernel demands.
     */
    public static <K, V> MapSpec<K, V> lpmTrie(String name, Codec<K> key, Codec<V> value) {
        return new MapSpec<>(name, MapType.LPM_TRIE, key, value, 0, MapFlag.NO_PREALLOC.bit());
    }

    /** Returns the blueprint of a queue, first in, first out, without keys; give it {@link #maxEntries(int)}. */
    public static <V> MapSpec<ByteBuffer, V> queue(String name, Codec<V> value) {
        return new MapSpec<>(name, MapType.QUEUE, Codecs.bytes(0), value, 0, 0);
    }

    /** Returns the blueprint of a stack, last in, first out, without keys; give it {@link #maxEntries(int)}. */
    public static <V> MapSpec<ByteBuffer, V> stack(String name, Codec<V> value) {
        return new MapSpec<>(name, MapType.STACK, Codecs.bytes(0), value, 0, 0);
    }

    /**
     * Returns the blueprint of a ring buffer whose records are in this codec; give it its bytes, header of each record
     * included, with {@link #maxEntries(int)}: a power of two from the page size on.
     */
    public static <V> MapSpec<ByteBuffer, V> ringbuf(String name, Codec<V> record) {
        return new MapSpec<>(name, MapType.RINGBUF, Codecs.bytes(0), new RecordCodec<>(record), 0, 0);
    }

    /** Returns the blueprint of a ring buffer whose records are bare bytes of any length. */
    public static MapSpec<ByteBuffer, ByteBuffer> ringbuf(String name) {
        return new MapSpec<>(name, MapType.RINGBUF, Codecs.bytes(0), new RecordBytes(0), 0, 0);
    }

    /**
     * Returns the blueprint of a map of stack traces by their id, of at most so many frames (127 unless
     * kernel.perf_event_max_stack says otherwise); give it {@link #maxEntries(int)}.
     */
    public static MapSpec<Long, List<Long>> stackTrace(String name, int depth) {
        return new MapSpec<>(name, MapType.STACK_TRACE, Codecs.U32, new StackCodec(depth), 0, 0);
    }

    /**
     * Returns the blueprint of a map of bare bytes with these sizes. A value of a per-CPU type is the bytes of all CPUs,
     * each rounded up to 8.
     */
    public static MapSpec<ByteBuffer, ByteBuffer> of(
            MapType type, int keySize, int valueSize, int maxEntries, MapFlag... flags) {
        return of(new MapAttr(type.number(), keySize, valueSize, maxEntries, MapFlag.bits(flags), ""));
    }

    /**
     * Returns the blueprint of a map of bare bytes whose type is given by its number, such as one that this kernel has and
     * {@link MapType} does not.
     */
    public static MapSpec<ByteBuffer, ByteBuffer> of(
            int typeNumber, int keySize, int valueSize, int maxEntries, MapFlag... flags) {
        return of(new MapAttr(typeNumber, keySize, valueSize, maxEntries, MapFlag.bits(flags), ""));
    }

    /** Returns the blueprint, of bare bytes, of a map that was made with these attributes. */
    static MapSpec<ByteBuffer, ByteBuffer> of(MapAttr attr) {
        MapType type = MapType.ofNumber(attr.type()).orElse(MapType.UNSPEC);
        int size = attr.valueSize();
        Codec<ByteBuffer> value = type.isPerCpu()
                ? new PerCpuBytes(size)
                : type == MapType.RINGBUF ? new RecordBytes(size) : Codecs.bytes(size);
        Codec<ByteBuffer> key = Codecs.bytes(attr.keySize());
        return new MapSpec<>(attr.name(), type, attr.type(), key, value, attr.maxEntries(), attr.flags(), null);
    }

    /** Returns the same blueprint with room for so many entries. */
    public MapSpec<K, V> maxEntries(int entries) {
        return new MapSpec<>(name, type, typeNumber, key, value, entries, flags, inner);
    }

    /** Returns the same blueprint with these flags and no others. */
    public MapSpec<K, V> flags(MapFlag... newFlags) {
        return new MapSpec<>(name, type, typeNumber, key, value, maxEntries, MapFlag.bits(newFlags), inner);
    }

    /**
     * Returns the same blueprint of a map of maps, for maps like this one. Its values are their descriptors when they are
     * set ({@link BpfObject#fd}), and their ids when they are looked up.
     */
    public MapSpec<K, V> inner(MapSpec<?, ?> maps) {
        return new MapSpec<>(name, type, typeNumber, key, value, maxEntries, flags, maps);
    }

    /** Returns the same blueprint under another name. */
    public MapSpec<K, V> named(String newName) {
        return new MapSpec<>(newName, type, typeNumber, key, value, maxEntries, flags, inner);
    }

    /** Returns what an entry's bytes mean. */
    Entry<K, V> entry(byte[] keyBytes, byte[] valueBytes) {
        return new Entry<>(Codecs.fromBytes(key, keyBytes), Codecs.fromBytes(value, valueBytes), this);
    }

    /** Returns the attributes of the create call. */
    public MapAttr attr() {
        return new MapAttr(typeNumber, key.size(), value.size(), maxEntries, flags, name);
    }

    /** Returns the type in lower case, as bpftool prints it: {@code percpu_hash}, or {@code type 40} without a name. */
    public String typeName() {
        return type == MapType.UNSPEC ? "type " + typeNumber : type.kernelName();
    }

    /** Returns the type and the sizes, which two blueprints of the same map have in common. */
    String sizes() {
        return MapWords.fill("{a type}", this) + " map of keys of " + key.size() + " and values of " + value.size()
                + " bytes";
    }

    /** Returns type, sizes and flags as people write them, without the name. */
    String describe() {
        return typeName() + ", " + key.name() + " -> " + value.name() + ", max_entries "
                + Integer.toUnsignedString(maxEntries)
                + (flags == 0 ? "" : ", map_flags " + Integer.toUnsignedString(flags));
    }

    @Override
    public String toString() {
        return "blueprint" + (name.isEmpty() ? "" : " '" + name + "'") + ": " + describe();
    }
}
