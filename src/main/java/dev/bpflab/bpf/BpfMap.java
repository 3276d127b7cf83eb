package dev.bpflab.bpf;

import static java.util.Objects.requireNonNull;

import dev.bpflab.isa.MapRef;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A live map: typed, iterable, closed with {@link #close()}. It lives on in its host while a loaded program refers to it.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public final class BpfMap<K, V> implements MapRef, Iterable<Entry<K, V>>, AutoCloseable {
    private final Workspace workspace;
    private final MapSpec<K, V> spec;
    private final int fd;
    private final int id;
    private final AtomicBoolean closed = new AtomicBoolean();

    BpfMap(Workspace workspace, MapSpec<K, V> spec, int fd) {
        this.workspace = workspace;
        this.spec = spec;
        this.fd = fd;
        this.id = requireNonNull(workspace.host().mapInfo(fd), "a map just made has an info")
                .id();
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

    /** Returns the host's file descriptor; EBADF when the map is closed or belongs to another workspace. */
    int fdIn(Workspace asking, String operation) {
        if (isClosed()) {
            throw closed(operation);
        }
        if (asking != workspace) {
            throw new BpfException(
                    operation, Errno.EBADF, "the map belongs to another workspace", "create it in this one");
        }
        return fd;
    }

    private static BpfException closed(String operation) {
        return new BpfException(operation, Errno.EBADF, "the map is closed", "create it again");
    }

    /** Returns whether {@link #close()} was called. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Returns the value of a key, or null when the map has none. */
    public @Nullable V get(K key) {
        byte[] value = lookupBytes(keyBytes(key, "lookup"));
        return value == null ? null : Codecs.fromBytes(spec.value(), value);
    }

    /** Returns the value of a key, empty when the map has none. */
    public Optional<V> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** Returns whether the map has a key. */
    public boolean containsKey(K key) {
        return lookupBytes(keyBytes(key, "lookup")) != null;
    }

    /** Returns how many entries there are, found out by walking over their keys; for an array always max_entries. */
    public int size() {
        int size = 0;
        byte[] key = new byte[spec.key().size()];
        for (boolean more = nextKeyBytes(null, key); more; more = nextKeyBytes(key.clone(), key)) {
            size++;
        }
        return size;
    }

    /** Sets the value of a key, new or not. */
    public void put(K key, V value) {
        check(updateBytes(keyBytes(key, "update"), valueBytes(value), UpdateFlag.ANY), "update");
    }

    /** Sets the value of a key that is not in the map; returns whether it was not. */
    public boolean putIfAbsent(K key, V value) {
        return done(
                updateBytes(keyBytes(key, "update"), valueBytes(value), UpdateFlag.NOEXIST), Errno.EEXIST, "update");
    }

    /** Sets the value of a key that is in the map; returns whether it was. */
    public boolean replace(K key, V value) {
        return done(updateBytes(keyBytes(key, "update"), valueBytes(value), UpdateFlag.EXIST), Errno.ENOENT, "update");
    }

    /** Removes a key; returns whether it was in the map. */
    public boolean remove(K key) {
        return done(deleteBytes(keyBytes(key, "delete")), Errno.ENOENT, "delete");
    }

    /** Removes a key and returns the value it had, in one step; null when the map has no such key. Not for arrays. */
    public @Nullable V getAndRemove(K key) {
        byte[] value = takeBytes(keyBytes(key, "lookup and delete"), "lookup and delete");
        return value == null ? null : Codecs.fromBytes(spec.value(), value);
    }

    /** Adds a value to a queue or stack; E2BIG when it is full. */
    public void push(V value) {
        push(value, UpdateFlag.ANY);
    }

    /** Adds a value to a queue or stack; with {@link UpdateFlag#EXIST} the oldest goes when it is full, NOEXIST is EINVAL. */
    public void push(V value, UpdateFlag flag) {
        check(updateBytes(noKey("push"), valueBytes(value), flag), "push");
    }

    /** Removes the next value of a queue or stack and returns it; null when there is none. */
    public @Nullable V pop() {
        byte[] value = takeBytes(noKey("pop"), "pop");
        return value == null ? null : Codecs.fromBytes(spec.value(), value);
    }

    /** Returns the next value of a queue or stack and leaves it there; null when there is none. */
    public @Nullable V peek() {
        byte[] value = lookupBytes(noKey("peek"));
        return value == null ? null : Codecs.fromBytes(spec.value(), value);
    }

    /** Returns the entries, reading key after key; what others change meanwhile may or may not be seen. */
    @Override
    public Iterator<Entry<K, V>> iterator() {
        return new MapIterator<>(this);
    }

    /** Returns the entries as a stream. */
    public Stream<Entry<K, V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** Closes the descriptor; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            workspace.forget(this);
            workspace.host().close(fd);
        }
    }

    @Override
    public String toString() {
        return "map " + id + (name().isEmpty() ? "" : " '" + name() + "'") + ": " + spec.describe()
                + (isClosed() ? ", closed" : "");
    }

    /** Returns how many bytes the host copies for one value: those of every CPU where each has its own. */
    public int valueBytes() {
        return (int)
                spec.type().valueBytes(spec.value().size(), workspace.host().possibleCpus());
    }

    /** Returns the bytes of a value, or null when the map has no such key. */
    byte @Nullable [] lookupBytes(byte[] key) {
        byte[] value = new byte[valueBytes()];
        int result = whileOpen("lookup", fd -> workspace.host().lookup(fd, key, value, 0));
        return done(result, Errno.ENOENT, "lookup") ? value : null;
    }

    /** Removes a key and returns the bytes of its value, or null when the map has no such key. */
    byte @Nullable [] takeBytes(byte[] key, String verb) {
        byte[] value = new byte[valueBytes()];
        int result = whileOpen(verb, fd -> workspace.host().lookupAndDelete(fd, key, value, 0));
        return done(result, Errno.ENOENT, verb) ? value : null;
    }

    /** Returns the key of a map that has none; EINVAL for one that has. */
    byte[] noKey(String verb) {
        if (!spec.type().isQueue()) {
            throw MapFailures.notAQueue(operation(verb), spec);
        }
        return new byte[0];
    }

    int updateBytes(byte[] key, byte[] value, UpdateFlag flag) {
        return whileOpen("update", fd -> workspace.host().update(fd, key, value, flag.number()));
    }

    int deleteBytes(byte[] key) {
        return whileOpen("delete", fd -> workspace.host().delete(fd, key));
    }

    /** Copies the key after this one, the first for null; returns whether there is one. */
    boolean nextKeyBytes(byte @Nullable [] key, byte[] next) {
        int result = whileOpen("iterate", fd -> workspace.host().nextKey(fd, key, next));
        return done(result, Errno.ENOENT, "iterate");
    }

    private int whileOpen(String verb, IntUnaryOperator call) {
        if (isClosed()) {
            throw closed(operation(verb));
        }
        try {
            return call.applyAsInt(fd);
        } finally {
            // Otherwise it could be collected, and so closed, while the call is under way.
            Reference.reachabilityFence(this);
        }
    }

    /** Throws what a failed result means; says whether it was no failure, or the one that is an answer. */
    boolean done(int result, Errno answer, String verb) {
        if (result == answer.result()) {
            return false;
        }
        check(result, verb);
        return true;
    }

    void check(int result, String verb) {
        if (result < 0) {
            throw MapFailures.of(operation(verb), spec, Errno.ofResult(result));
        }
    }

    private byte[] keyBytes(K key, String verb) {
        if (key instanceof ByteBuffer bytes) {
            return RawBytes.key(this, bytes, verb);
        }
        return Codecs.toBytes(spec.key(), given(key, "key", verb));
    }

    private byte[] valueBytes(V value) {
        if (value instanceof ByteBuffer bytes) {
            return RawBytes.value(this, bytes, "update");
        }
        return Codecs.toBytes(spec.value(), given(value, "value", "update"), valueBytes());
    }

    /** Takes what may be null all the same at a prompt. */
    private <T> T given(@Nullable T given, String what, String verb) {
        if (given == null) {
            throw new BpfException(operation(verb), Errno.EFAULT, "the " + what + " is null", "give one");
        }
        return given;
    }

    String operation(String verb) {
        return verb + " in map" + (name().isEmpty() ? " " + id : " '" + name() + "'");
    }
}
