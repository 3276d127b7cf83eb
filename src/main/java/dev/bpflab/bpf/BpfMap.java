package dev.bpflab.bpf;

import static java.util.Objects.requireNonNull;

import dev.bpflab.isa.MapRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A live map: typed, iterable, closed with {@link #close()}. It lives on in its host while a loaded program refers to it.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public final class BpfMap<K, V> extends BpfObject implements MapRef, Iterable<Entry<K, V>> {
    private final MapSpec<K, V> spec;
    private final int id;
    private final MapBytes<K, V> bytes;
    private final Records<V> records;
    private final MapBatches<K, V> batches;

    BpfMap(Workspace workspace, MapSpec<K, V> spec, int fd) {
        super(workspace, ObjectKind.MAP, fd);
        this.spec = spec;
        this.id = requireNonNull(workspace.host().mapInfo(fd), "a map just made has an info")
                .id();
        this.bytes = new MapBytes<>(this, workspace.host());
        this.records = new Records<>(bytes);
        this.batches = new MapBatches<>(bytes);
    }

    /** Returns the blueprint that the map was made from. */
    public MapSpec<K, V> spec() {
        return spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    /** Returns the number that tools such as bpftool show. */
    public int id() {
        return id;
    }

    HandWritten handWritten() {
        return workspace().handWritten(this);
    }

    /** Returns the value of a key, or null when the map has none. */
    public @Nullable V get(K key) {
        return bytes.valueOf(bytes.lookup(bytes.key(key, MapVerb.LOOKUP), MapVerb.LOOKUP));
    }

    /** Returns the value of a key, empty when the map has none. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** Returns whether the map has a key. */
    public boolean containsKey(K key) {
        return bytes.lookup(bytes.key(key, MapVerb.LOOKUP), MapVerb.LOOKUP) != null;
    }

    /** Returns how many entries there are, found out by reading them in batches; for an array always max_entries. */
    public int size() {
        return batches.count();
    }

    /** Sets the value of a key, new or not. */
    public void put(K key, V value) {
        bytes.check(update(key, value, UpdateFlag.ANY), MapVerb.UPDATE);
    }

    /** Sets the value of a key that is not in the map; returns whether it was not. */
    public boolean putIfAbsent(K key, V value) {
        return bytes.done(update(key, value, UpdateFlag.NOEXIST), Errno.EEXIST, MapVerb.UPDATE);
    }

    /** Sets the value of a key that is in the map; returns whether it was. */
    public boolean replace(K key, V value) {
        return bytes.done(update(key, value, UpdateFlag.EXIST), Errno.ENOENT, MapVerb.UPDATE);
    }

    private int update(K key, V value, UpdateFlag flag) {
        byte[] keyBytes = bytes.key(key, MapVerb.UPDATE);
        return bytes.update(keyBytes, bytes.value(value, MapVerb.UPDATE), flag, MapVerb.UPDATE);
    }

    /** Removes a key; returns whether it was in the map. */
    public boolean remove(K key) {
        return bytes.delete(bytes.key(key, MapVerb.DELETE));
    }

    /** Removes a key and returns the value it had, in one step; null when the map has no such key. Not for arrays. */
    public @Nullable V getAndRemove(K key) {
        return bytes.valueOf(bytes.take(bytes.key(key, MapVerb.LOOKUP_AND_DELETE), MapVerb.LOOKUP_AND_DELETE));
    }

    /** Adds a value to a queue or stack; E2BIG when it is full. */
    public void push(V value) {
        push(value, UpdateFlag.ANY);
    }

    /** Adds a value to a queue or stack; with {@link UpdateFlag#EXIST} the oldest goes when it is full, NOEXIST is EINVAL. */
    public void push(V value, UpdateFlag flag) {
        byte[] noKey = bytes.noKey(MapVerb.PUSH);
        bytes.check(bytes.update(noKey, bytes.value(value, MapVerb.PUSH), flag, MapVerb.PUSH), MapVerb.PUSH);
    }

    /** Removes the next value of a queue or stack and returns it; null when there is none. */
    public @Nullable V pop() {
        return bytes.valueOf(bytes.take(bytes.noKey(MapVerb.POP), MapVerb.POP));
    }

    /** Returns the next value of a queue or stack and leaves it there; null when there is none. */
    public @Nullable V peek() {
        return bytes.valueOf(bytes.lookup(bytes.noKey(MapVerb.PEEK), MapVerb.PEEK));
    }

    /**
     * Waits for a record of a ring buffer, at most so long, then calls the action with each that is there, in the order in
     * which they were reserved; returns how many, 0 when none came. An action that throws has consumed the records that
     * it saw. One consumer at a time: EBUSY when it is being polled already; EINTR when the thread is interrupted.
     *
     * <p>A record for which the ring has no room is lost where it is written: bpf_ringbuf_reserve gives 0,
     * bpf_ringbuf_output -EAGAIN. The kernel does not count these; a program that wants to know counts them in a map of
     * its own, best a {@link MapSpec#percpuArray} of one element.
     */
    public int poll(Duration timeout, Consumer<? super V> action) {
        return records.poll(timeout, action);
    }

    /** Returns the records of a ring buffer that are there, without waiting for others. */
    public List<V> drain() {
        return records.drain();
    }

    /** Returns the records of a ring buffer as they come; it ends when none came for so long. */
    public Iterable<V> records(Duration quiet) {
        return new Walkable<>("records of " + this, () -> records.until(quiet));
    }

    /** Returns how far a ring buffer was written and consumed, as bpf_ringbuf_query tells a program. */
    public RingbufPositions positions() {
        return records.positions();
    }

    /**
     * Returns the frames of a kernel stack by the id that bpf_get_stackid gave, the innermost first. An id may be signed
     * or not; a negative errno in its place is told as what it is.
     */
    public List<Frame> frames(long id) {
        return StackTraces.frames(bytes, id, workspace().host().symbols().kernel());
    }

    /** Returns the frames of a user stack of a process by the id that bpf_get_stackid gave, the innermost first. */
    public List<Frame> frames(long id, int pid) {
        return StackTraces.frames(bytes, id, workspace().host().symbols().process(pid));
    }

    /**
     * Returns the frames of a process that was in the kernel: those of the kernel stack, and behind them those of its user
     * stack. An id of -14, EFAULT, stands for a stack that there was not and gives none; any other errno, and an id that is
     * gone, gives one frame that says so.
     */
    public List<Frame> frames(long kernelId, long userId, int pid) {
        Symbols symbols = workspace().host().symbols();
        List<Frame> frames = new ArrayList<>(StackTraces.framesIfAny(bytes, kernelId, symbols::kernel));
        frames.addAll(StackTraces.framesIfAny(bytes, userId, () -> symbols.process(pid)));
        return List.copyOf(frames);
    }

    /**
     * Returns the entries, read in batches of up to 4096 where the map's type and the kernel have them. What others change
     * meanwhile may or may not be seen; an entry is as it was when its batch was read. Any key may be deleted while walking:
     * each comes at most once, and one that is there all the time comes. Only of a trie, and of a map read key by key (a
     * kernel before 5.6), a key may be missed when others delete keys meanwhile and put them in again.
     */
    @Override
    public Iterator<Entry<K, V>> iterator() {
        return batches.entries();
    }

    /** Returns the entries as a stream, see {@link #iterator}. */
    public Stream<Entry<K, V>> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), 0), false);
    }

    /** Returns all keys with their values, in the order in which the host gives them. */
    public Map<K, V> getAll() {
        return new MapContents<>(spec, this);
    }

    /** Returns the values of these keys in their order, null where the map has none; each key is looked up by itself. */
    public List<@Nullable V> getAll(Collection<? extends K> keys) {
        List<@Nullable V> values = new ArrayList<>(keys.size());
        batches.lookup(bytes.keys(keys, MapVerb.LOOKUP)).forEach(value -> values.add(bytes.valueOf(value)));
        return values;
    }

    /** Sets the values of keys in the order of the entries, new or not, in batches, up to the first that fails. */
    public void putAll(Map<? extends K, ? extends V> entries) {
        batches.update(
                bytes.keys(entries.keySet(), MapVerb.UPDATE_BATCH),
                bytes.values(entries.values(), MapVerb.UPDATE_BATCH));
    }

    /** Removes these keys in batches; returns how many of them were in the map. */
    public int removeAll(Collection<? extends K> keys) {
        return batches.delete(bytes.keys(keys, MapVerb.DELETE_BATCH));
    }

    /** Removes all entries of a hash map in batches and returns them: what the map held, each entry once. */
    public List<Entry<K, V>> takeAll() {
        return batches.takeAll();
    }

    /** Returns the kernel's batches of up to so many entries (BPF_MAP_LOOKUP_BATCH), from the first on each time; ENOTSUPP. */
    public Iterable<List<Entry<K, V>>> batches(int size) {
        return new Walkable<>(
                "batches of up to " + size + " entries of " + this, () -> batches.walk(size, MapVerb.LOOKUP_BATCH));
    }

    /**
     * Makes the map constant for userspace, for good and through every descriptor, also others'; programs may still write
     * unless it was created with {@link MapFlag#RDONLY_PROG}. EPERM when it is frozen already.
     */
    public void freeze() {
        bytes.check(whileOpen(MapVerb.FREEZE, workspace().host()::freeze), MapVerb.FREEZE);
    }

    /** Returns the same map once more, to be closed by itself. */
    public BpfMap<K, V> dup() {
        int copy = whileOpen(MapVerb.DUPLICATE, workspace().host()::duplicate);
        bytes.check(copy, MapVerb.DUPLICATE);
        return workspace().adopt(spec, copy);
    }

    /** Returns how many bytes the host copies for one value: those of every CPU where each has its own. */
    public int valueBytes() {
        return bytes.valueBytes();
    }

    @Override
    public String toString() {
        return "map " + id + (name().isEmpty() ? "" : " '" + name() + "'") + ": " + spec.describe() + closedMark();
    }

    /** Returns the map as the host's bytes. */
    MapBytes<K, V> bytes() {
        return bytes;
    }

    MapBatches<K, V> manyAtOnce() {
        return batches;
    }

    <T> T whileOpen(MapVerb verb, IntFunction<T> call) {
        return whileOpen(() -> verb.on(name(), id), call);
    }
}
