package dev.bpflab.bpf;

import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The function vocabulary: what a learner types to make and use maps, programs and links, on the
 * {@link Workspace#current() current workspace}. Statically imported at the prompt. Keys and values are bytes in native
 * order, see {@link Values}; a {@link BpfMap} of a typed {@link MapSpec} can also be used by its own methods.
 */
public final class Bpf {
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

    /** Returns all keys with their values, in the order in which the host gives them. */
    public static <K, V> Map<K, V> mapGetAll(BpfMap<K, V> map) {
        Map<K, V> all = new LinkedHashMap<>();
        mapForEach(map, all::put);
        return all;
    }

    /**
     * Returns the entries with the highest values, highest first: numbers as the map's codec means them, those of a per-CPU
     * map by their sum. EINVAL when the values have no order.
     */
    public static <K, V> List<Entry<K, V>> top(BpfMap<K, V> map, int count) {
        return Ranking.top(
                map, count, Ranking.of(map.spec().value(), map.bytes().operation(MapVerb.TOP)));
    }

    /** Returns the entries with the highest values by a number in them, highest first: {@code top(m, 5, v -> v.bytes())}. */
    public static <K, V> List<Entry<K, V>> top(BpfMap<K, V> map, int count, ToLongFunction<? super V> by) {
        return Ranking.top(map, count, Comparator.comparingLong(by));
    }

    /** Verifies and loads a program; {@link VerifierException} when the verifier rejects it. */
    public static BpfProgram load(Program program, ProgramType type) {
        return Workspace.current().load(program, type);
    }

    /** Verifies and loads a program from its blueprint. */
    public static BpfProgram load(ProgramSpec spec) {
        return Workspace.current().load(spec);
    }

    /** Attaches a loaded program; it runs at every event until the link is closed. */
    public static Link attach(BpfProgram program, Hook hook) {
        return Workspace.current().attach(program, hook);
    }

    /** Returns a tracepoint, such as {@code tracepoint("sched", "sched_process_exec")}. */
    public static Hook tracepoint(String category, String name) {
        return new Hook.Tracepoint(category, name);
    }

    /** Runs a loaded program once on this packet. */
    public static TestRunOutcome testRun(BpfProgram program, byte... data) {
        return Workspace.current().testRun(program, data);
    }

    /** Runs a command so many times, one process after the other. */
    public static List<StartedProcess> runProcesses(String command, int times) {
        return Workspace.current().runProcesses(command, times);
    }

    /** Runs one process that executes so many programs in turn under one process id, the command last. */
    public static StartedProcess runExecChain(String command, int execs) {
        return Workspace.current().runExecChain(command, execs);
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

    /** Returns the host's name, {@code kernel} or {@code sim}. */
    public static String host() {
        return Workspace.current().host().name();
    }
}
