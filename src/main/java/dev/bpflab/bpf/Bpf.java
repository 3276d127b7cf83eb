package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The function vocabulary: what a learner types to make and use maps, programs and links, on the
 * {@link Workspace#current() current workspace}. Statically imported at the prompt. Keys and values are bytes in native
 * order, see {@link Values}; a {@link BpfMap} of a typed {@link MapSpec} can also be used by its own methods.
 */
public final class Bpf extends ProgramVocabulary {
    private Bpf() {}

    /** Creates a map of bare bytes with these sizes in bytes. */
    public static BpfMap<ByteBuffer, ByteBuffer> createMap(
            MapType type, int keySize, int valueSize, int maxEntries, MapFlag... flags) {
        return createMap(MapSpec.of(type, keySize, valueSize, maxEntries, flags));
    }

    /** Creates a map from its blueprint. */
    public static <K, V> BpfMap<K, V> createMap(MapSpec<K, V> spec) {
        return Workspace.current().create(spec);
    }

    /** Returns the value of a key as bytes, or null when the map has no such key. */
    public static @Nullable ByteBuffer mapLookup(BpfMap<?, ?> map, ByteBuffer key) {
        MapBytes<?, ?> bytes = map.bytes();
        return buffer(bytes.lookup(RawBytes.key(bytes, key, MapVerb.LOOKUP), MapVerb.LOOKUP));
    }

    /** Sets the value of a key; EEXIST or ENOENT when the flag forbids it, E2BIG when the map is full. */
    public static void mapUpdate(BpfMap<?, ?> map, ByteBuffer key, ByteBuffer value, UpdateFlag flag) {
        MapBytes<?, ?> bytes = map.bytes();
        byte[] keyBytes = RawBytes.key(bytes, key, MapVerb.UPDATE);
        byte[] valueBytes = RawBytes.value(bytes, value, MapVerb.UPDATE);
        bytes.check(bytes.update(keyBytes, valueBytes, flag, MapVerb.UPDATE), MapVerb.UPDATE);
    }

    /** Sets the value of a key, new or not. */
    public static void mapUpdate(BpfMap<?, ?> map, ByteBuffer key, ByteBuffer value) {
        mapUpdate(map, key, value, UpdateFlag.ANY);
    }

    /** Removes a key; returns whether it was in the map. */
    public static boolean mapDelete(BpfMap<?, ?> map, ByteBuffer key) {
        return map.bytes().delete(RawBytes.key(map.bytes(), key, MapVerb.DELETE));
    }

    /** Removes a key and returns the value it had as bytes, in one step; null when the map has no such key. */
    public static @Nullable ByteBuffer mapLookupAndDelete(BpfMap<?, ?> map, ByteBuffer key) {
        byte[] keyBytes = RawBytes.key(map.bytes(), key, MapVerb.LOOKUP_AND_DELETE);
        return buffer(map.bytes().take(keyBytes, MapVerb.LOOKUP_AND_DELETE));
    }

    /** Adds a value to a queue or stack; E2BIG when it is full, unless the flag is EXIST: then the oldest goes. */
    public static void mapPush(BpfMap<?, ?> map, ByteBuffer value, UpdateFlag flag) {
        MapBytes<?, ?> bytes = map.bytes();
        byte[] noKey = bytes.noKey(MapVerb.PUSH);
        bytes.check(bytes.update(noKey, RawBytes.value(bytes, value, MapVerb.PUSH), flag, MapVerb.PUSH), MapVerb.PUSH);
    }

    /** Adds a value to a queue or stack; E2BIG when it is full. */
    public static void mapPush(BpfMap<?, ?> map, ByteBuffer value) {
        mapPush(map, value, UpdateFlag.ANY);
    }

    /** Removes the next value of a queue or stack and returns it as bytes; null when there is none. */
    public static @Nullable ByteBuffer mapPop(BpfMap<?, ?> map) {
        return buffer(map.bytes().take(map.bytes().noKey(MapVerb.POP), MapVerb.POP));
    }

    /** Returns the next value of a queue or stack as bytes and leaves it there; null when there is none. */
    public static @Nullable ByteBuffer mapPeek(BpfMap<?, ?> map) {
        return buffer(map.bytes().lookup(map.bytes().noKey(MapVerb.PEEK), MapVerb.PEEK));
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Values.bytes(bytes);
    }

    /** Calls an action with each key and its value. */
    public static <K, V> void mapForEach(BpfMap<K, V> map, BiConsumer<? super K, ? super V> action) {
        map.forEach(entry -> action.accept(entry.key(), entry.value()));
    }

    /** Returns all keys with their values, in the order in which the host gives them, read in batches where there are. */
    public static <K, V> Map<K, V> mapGetAll(BpfMap<K, V> map) {
        return map.getAll();
    }

    /** Waits for a record of a ring buffer, then calls the action with each that is there; returns how many, see {@link BpfMap#poll}. */
    public static <V> int poll(BpfMap<?, V> ringbuf, Duration timeout, Consumer<? super V> action) {
        return ringbuf.poll(timeout, action);
    }

    /** Returns the records of a ring buffer that are there, without waiting for others. */
    public static <V> List<V> drain(BpfMap<?, V> ringbuf) {
        return ringbuf.drain();
    }

    /**
     * Returns the entries with the highest values, highest first: numbers as the map's codec means them, those of a per-CPU
     * map by their sum. EINVAL when the values have no order, or for fewer than 0 entries.
     */
    public static <K, V> List<Entry<K, V>> top(BpfMap<K, V> map, int count) {
        return Ranking.top(
                map, count, Ranking.of(map.spec().value(), map.bytes().operation(MapVerb.TOP)));
    }

    /** Returns the entries with the highest values by a number in them, highest first: {@code top(m, 5, v -> v.bytes())}. */
    public static <K, V> List<Entry<K, V>> top(BpfMap<K, V> map, int count, ToLongFunction<? super V> by) {
        return Ranking.top(map, count, Comparator.comparingLong(by));
    }

    /** Returns the values of these keys as bytes, in their order, null for a key that is not in the map. */
    public static List<@Nullable ByteBuffer> mapLookupBatch(BpfMap<?, ?> map, Collection<ByteBuffer> keys) {
        List<@Nullable ByteBuffer> values = new ArrayList<>(keys.size());
        map.manyAtOnce().lookup(packed(map.bytes(), keys, MapVerb.LOOKUP)).forEach(value -> values.add(buffer(value)));
        return values;
    }

    /** Returns the kernel's batches of up to 4096 entries, from the first entry on each time; ENOTSUPP where there are none. */
    public static <K, V> Iterable<List<Entry<K, V>>> mapLookupBatch(BpfMap<K, V> map) {
        return map.batches(BatchWalk.USUAL_ROOM);
    }

    /** Removes all entries of a hash map in batches and returns them. */
    public static <K, V> List<Entry<K, V>> mapLookupAndDeleteBatch(BpfMap<K, V> map) {
        return map.takeAll();
    }

    /** Sets the values of keys, new or not, in batches, in the order of the entries, up to the first that fails. */
    public static void mapUpdateBatch(BpfMap<?, ?> map, Map<ByteBuffer, ByteBuffer> entries) {
        MapBytes<?, ?> bytes = map.bytes();
        Packed values = Packed.of(
                entries.values(),
                bytes.valueBytes(),
                (value, to) -> to.put(RawBytes.value(bytes, value, MapVerb.UPDATE_BATCH)));
        map.manyAtOnce().update(packed(bytes, entries.keySet(), MapVerb.UPDATE_BATCH), values);
    }

    /** Removes these keys in batches; returns how many of them were in the map. */
    public static int mapDeleteBatch(BpfMap<?, ?> map, Collection<ByteBuffer> keys) {
        return map.manyAtOnce().delete(packed(map.bytes(), keys, MapVerb.DELETE_BATCH));
    }

    private static Packed packed(MapBytes<?, ?> bytes, Collection<ByteBuffer> keys, MapVerb verb) {
        return Packed.of(keys, bytes.keyBytes(), (key, to) -> to.put(RawBytes.key(bytes, key, verb)));
    }

    /** Pins a map at a path such as {@code /sys/fs/bpf/counts}, see {@link BpfObject#pin}. */
    public static void pinMap(BpfMap<?, ?> map, String path) {
        map.pin(path);
    }

    /** Opens the map that is pinned at a path, of bytes; {@code RDONLY} or {@code WRONLY} takes the other right away. */
    public static BpfMap<ByteBuffer, ByteBuffer> openPinnedMap(String path, MapFlag... rights) {
        return Workspace.current().hostMaps().pinned(path, rights);
    }

    /** Opens the map that is pinned at a path as a blueprint says, whose type and sizes must be the map's. */
    public static <K, V> BpfMap<K, V> openPinnedMap(String path, MapSpec<K, V> as, MapFlag... rights) {
        return Workspace.current().hostMaps().pinned(path, as, rights);
    }

    /** Takes a pin away; the map lives on while something else refers to it. */
    public static void unpinMap(String path) {
        Workspace.current().hostMaps().unpin(path);
    }

    /** Opens the map with an id, of bytes, whoever made it. */
    public static BpfMap<ByteBuffer, ByteBuffer> mapById(int id, MapFlag... rights) {
        return Workspace.current().hostMaps().byId(id, rights);
    }

    /** Opens the map with an id as a blueprint says, whose type and sizes must be the map's. */
    public static <K, V> BpfMap<K, V> mapById(int id, MapSpec<K, V> as, MapFlag... rights) {
        return Workspace.current().hostMaps().byId(id, as, rights);
    }

    /** Opens the map with a name, of bytes, whoever made it; EEXIST when several have it. */
    public static BpfMap<ByteBuffer, ByteBuffer> mapByName(String name, MapFlag... rights) {
        return Workspace.current().hostMaps().byName(name, rights);
    }

    /** Opens the map with a name as a blueprint says, whose type and sizes must be the map's. */
    public static <K, V> BpfMap<K, V> mapByName(String name, MapSpec<K, V> as, MapFlag... rights) {
        return Workspace.current().hostMaps().byName(name, as, rights);
    }

    /** Returns the ids of all maps that the host has. */
    public static List<Integer> mapIds() {
        return Workspace.current().hostMaps().ids();
    }

    /** Returns what the host knows of all maps that it has. */
    public static List<MapInfo> mapInfos() {
        return Workspace.current().hostMaps().infos();
    }

    /** Returns the open maps. */
    public static List<BpfMap<?, ?>> maps() {
        return Workspace.current().maps();
    }

    /** Returns the loaded programs. */
    public static List<BpfProgram> programs() {
        return Workspace.current().programs();
    }

    /** Returns the links that are attached. */
    public static List<Link> links() {
        return Workspace.current().links();
    }

    /** Returns every link of the machine, also those of other programs, by rising id. */
    public static List<LinkInfo> allLinks() {
        return Workspace.current().allLinks();
    }

    /** Returns the host's name, {@code kernel} or {@code sim}. */
    public static String host() {
        return Workspace.current().host().name();
    }
}
