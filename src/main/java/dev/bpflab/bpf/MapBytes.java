package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live map below its types: keys and values go in and come out as the host's bytes, and a failed call is thrown as what
 * it means.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
final class MapBytes<K, V> {
    private final BpfMap<K, V> map;
    private final BpfHost host;
    private final Codec<K> keyCodec;
    private final Codec<V> valueCodec;
    private final int valueBytes;

    MapBytes(BpfMap<K, V> map, BpfHost host) {
        this.map = map;
        this.host = host;
        MapSpec<K, V> spec = map.spec();
        keyCodec = spec.key();
        valueCodec = spec.value();
        valueBytes = (int) spec.type().valueBytes(valueCodec.size(), host.possibleCpus());
    }

    MapSpec<K, V> spec() {
        return map.spec();
    }

    int keyBytes() {
        return keyCodec.size();
    }

    /** Returns how many bytes the host copies for one value. */
    int valueBytes() {
        return valueBytes;
    }

    /** Returns the bytes of a value, or null when the map has no such key. */
    byte @Nullable [] lookup(byte[] key, MapVerb verb) {
        byte[] value = new byte[valueBytes];
        int result = map.whileOpen(verb, fd -> host.lookup(fd, key, value, 0));
        return done(result, Errno.ENOENT, verb) ? value : null;
    }

    /** Removes a key and returns the bytes of its value, or null when the map has no such key. */
    byte @Nullable [] take(byte[] key, MapVerb verb) {
        byte[] value = new byte[valueBytes];
        int result = map.whileOpen(verb, fd -> host.lookupAndDelete(fd, key, value, 0));
        return done(result, Errno.ENOENT, verb) ? value : null;
    }

    int update(byte[] key, byte[] value, UpdateFlag flag, MapVerb verb) {
        int result = map.whileOpen(verb, fd -> host.update(fd, key, value, flag.number()));
        if (result >= 0 && key.length > 0) {
            map.handWritten().set(key, value);
        }
        return result;
    }

    /** Removes a key; returns whether it was there. */
    boolean delete(byte[] key) {
        boolean was = done(map.whileOpen(MapVerb.DELETE, fd -> host.delete(fd, key)), Errno.ENOENT, MapVerb.DELETE);
        map.handWritten().deleted(key);
        return was;
    }

    /** Copies the key after this one, the first for null; returns whether there is one. */
    boolean nextKey(byte @Nullable [] key, byte[] next) {
        int result = map.whileOpen(MapVerb.ITERATE, fd -> host.nextKey(fd, key, next));
        return done(result, Errno.ENOENT, MapVerb.ITERATE);
    }

    /** Waits at most so long; returns whether a ring buffer has something that is not consumed. */
    boolean isReady(int milliseconds, MapVerb verb) {
        int result = map.whileOpen(verb, fd -> host.ringbufPoll(fd, milliseconds));
        check(result, verb);
        return result > 0;
    }

    /** Consumes a record of a ring buffer; null when none is there. */
    @Nullable
    V record(MapVerb verb) {
        RecordOutcome outcome = map.whileOpen(verb, host::ringbufTake);
        check(outcome.result(), verb);
        return outcome.result() > 0 ? valueOf(outcome.data()) : null;
    }

    /** Returns how far a ring buffer was written and consumed; empty when this is none. */
    Optional<RingbufPositions> positions() {
        return map.whileOpen(MapVerb.POSITIONS, fd -> Optional.ofNullable(host.ringbufPositions(fd)));
    }

    /** Copies elements out from a place on; with {@code LOOKUP_AND_DELETE_BATCH} removes them. The outcome is unchecked. */
    BatchOutcome lookupBatch(byte @Nullable [] from, byte[] next, Batch batch, MapVerb verb) {
        return map.whileOpen(
                verb,
                fd -> verb == MapVerb.LOOKUP_AND_DELETE_BATCH
                        ? host.lookupAndDeleteBatch(fd, from, next, batch)
                        : host.lookupBatch(fd, from, next, batch));
    }

    BatchOutcome updateBatch(Batch batch) {
        BatchOutcome outcome = map.whileOpen(MapVerb.UPDATE_BATCH, fd -> host.updateBatch(fd, batch));
        map.handWritten().set(batch, outcome.count(), keyBytes(), valueBytes);
        return outcome;
    }

    BatchOutcome deleteBatch(Batch batch) {
        return map.whileOpen(MapVerb.DELETE_BATCH, fd -> host.deleteBatch(fd, batch));
    }

    /** Returns the key of a map that has none; EINVAL for one that has. */
    byte[] noKey(MapVerb verb) {
        if (!spec().type().isQueue()) {
            throw MapFailures.notAQueue(operation(verb), spec());
        }
        return new byte[0];
    }

    /** Throws what a failed result means; says whether it was no failure, or the one that is an answer. */
    boolean done(int result, Errno answer, MapVerb verb) {
        if (result == answer.result()) {
            return false;
        }
        check(result, verb);
        return true;
    }

    void check(int result, MapVerb verb) {
        if (result < 0) {
            throw MapFailures.of(operation(verb), verb, spec(), Errno.ofResult(result));
        }
    }

    byte[] key(K key, MapVerb verb) {
        if (key instanceof ByteBuffer bytes) {
            return RawBytes.key(this, bytes, verb);
        }
        return Codecs.toBytes(keyCodec, given(key, "key", verb));
    }

    byte[] value(V value, MapVerb verb) {
        if (value instanceof ByteBuffer bytes) {
            return RawBytes.value(this, bytes, verb);
        }
        return Codecs.toBytes(valueCodec, given(value, "value", verb), valueBytes);
    }

    /** Packs keys for a batch. */
    Packed keys(Collection<? extends K> keys, MapVerb verb) {
        return Packed.of(keys, keyBytes(), (key, to) -> {
            if (key instanceof ByteBuffer bytes) {
                to.put(RawBytes.key(this, bytes, verb));
            } else {
                keyCodec.encode(given(key, "key", verb), to);
            }
        });
    }

    /** Packs values for a batch. */
    Packed values(Collection<? extends V> values, MapVerb verb) {
        return Packed.of(values, valueBytes, (value, to) -> {
            if (value instanceof ByteBuffer bytes) {
                to.put(RawBytes.value(this, bytes, verb));
            } else {
                valueCodec.encode(given(value, "value", verb), to);
            }
        });
    }

    /** Throws EINTR when the thread is asked to stop, which long loops of calls look at between them. */
    void checkInterrupt(MapVerb verb) {
        if (Thread.currentThread().isInterrupted()) {
            throw new BpfException(operation(verb), Errno.EINTR, "it was interrupted", null);
        }
    }

    K keyOf(byte[] bytes) {
        return Codecs.fromBytes(keyCodec, bytes);
    }

    @Nullable
    V valueOf(byte @Nullable [] bytes) {
        return bytes == null ? null : Codecs.fromBytes(valueCodec, bytes);
    }

    /** Takes what may be null all the same at a prompt. */
    private <T> T given(@Nullable T given, String what, MapVerb verb) {
        if (given == null) {
            throw new BpfException(operation(verb), Errno.EFAULT, "the " + what + " is null", "give one");
        }
        return given;
    }

    String operation(MapVerb verb) {
        return verb.on(map.name(), map.id());
    }
}
