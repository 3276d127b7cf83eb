package dev.bpflab.bpf;

import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One map type on one host, and its operations by small words. Each answers {@code OK}, {@code value} (the one that was put
 * in), {@code zeros}, or an errno's name. Keys are numbered from 0; the value is the same under every key.
 */
record OperationTrial(BpfHost host, MapType type) {
    /** Says that the situation cannot be brought about on this map type. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The number of no key: an operation that takes the first. */
    static final int NONE = -1;

    private static final int ADDRESS = 0x0a00_0000;
    private static final byte VALUE = 7;

    int keySize() {
        return switch (type) {
            case QUEUE, STACK, RINGBUF -> 0;
            case LPM_TRIE -> 8;
            default -> 4;
        };
    }

    int valueSize() {
        return type == MapType.RINGBUF ? 0 : 8;
    }

    /** Returns room for a few keys; for LRU types so much that nothing is evicted early. */
    int maxEntries() {
        return switch (type) {
            case RINGBUF -> 4096;
            case LRU_HASH, LRU_PERCPU_HASH -> 64;
            default -> 4;
        };
    }

    /** Creates a map; a descriptor or a negated errno. */
    int create(MapFlag... flags) {
        int needed = type == MapType.LPM_TRIE ? MapFlag.NO_PREALLOC.bit() : 0;
        int bits = MapFlag.bits(flags) | needed;
        return host.createMap(new MapAttr(type.number(), keySize(), valueSize(), maxEntries(), bits, ""));
    }

    /** Returns a new map. */
    int map(MapFlag... flags) {
        int fd = create(flags);
        if (fd < 0) {
            throw new Unreachable();
        }
        return fd;
    }

    /** Returns a new map into which so many values were put. */
    int with(int count, MapFlag... flags) {
        int fd = map(flags);
        if (fill(fd, count) < 0) {
            throw new Unreachable();
        }
        return fd;
    }

    /** Returns a new map with so many values, or without any where only programs can put them in. */
    int tried(int count, MapFlag... flags) {
        int fd = map(flags);
        fill(fd, count);
        return fd;
    }

    private int fill(int fd, int count) {
        int result = 0;
        for (int i = 0; i < count && result >= 0; i++) {
            result = host.update(fd, key(i), value(), 0);
        }
        return result;
    }

    byte[] key(int number) {
        byte[] key = new byte[keySize()];
        ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.nativeOrder());
        if (type == MapType.LPM_TRIE) {
            bytes.putInt(32).order(ByteOrder.BIG_ENDIAN).putInt(ADDRESS + number);
        } else if (key.length > 0) {
            bytes.putInt(number);
        }
        return key;
    }

    /** Returns the value as a program sees it, of one CPU; of a ring buffer a word. */
    byte[] one() {
        byte[] one = new byte[Math.max(8, valueSize())];
        Arrays.fill(one, VALUE);
        return one;
    }

    byte[] value() {
        byte[] value = new byte[(int) type.valueBytes(valueSize(), host.possibleCpus())];
        Arrays.fill(value, VALUE);
        return value;
    }

    /** Returns how a result and the bytes that came with it are written. */
    String told(int result, byte[] found) {
        if (result < 0) {
            return HostUnderTest.outcome(result);
        }
        boolean zeros = Arrays.equals(found, new byte[found.length]);
        return zeros ? "zeros" : Arrays.equals(found, value()) ? "value" : Arrays.toString(found);
    }

    String lookup(int fd, int key, long flags) {
        byte[] found = new byte[value().length];
        return told(host.lookup(fd, key(key), found, flags), found);
    }

    String lookupAndDelete(int fd, int key, long flags) {
        byte[] found = new byte[value().length];
        return told(host.lookupAndDelete(fd, key(key), found, flags), found);
    }

    String update(int fd, int key, long flags) {
        return HostUnderTest.outcome(host.update(fd, key(key), value(), flags));
    }

    String delete(int fd, int key) {
        return HostUnderTest.outcome(host.delete(fd, key(key)));
    }

    /** Tells whether there is a next key; which one it is, is the type's affair. */
    String nextKey(int fd, int key) {
        return HostUnderTest.outcome(host.nextKey(fd, key == NONE ? null : key(key), new byte[keySize()]));
    }

    /** Looks up a batch from the start, perhaps deleting it; tells the outcome and how many came. */
    String lookupBatch(int fd, int room, boolean deleting) {
        byte[] keys = new byte[room * keySize()];
        Batch batch = Batch.of(keys, new byte[room * value().length], room);
        byte[] next = new byte[Batch.placeBytes(keySize())];
        return told(
                deleting ? host.lookupAndDeleteBatch(fd, null, next, batch) : host.lookupBatch(fd, null, next, batch));
    }

    /** Sets the values of the keys 0 and on. */
    String updateBatch(int fd, int count) {
        return told(host.updateBatch(fd, batch(count)));
    }

    /** Removes the keys 0 and on. */
    String deleteBatch(int fd, int count) {
        return told(host.deleteBatch(fd, batch(count)));
    }

    private Batch batch(int count) {
        ByteBuffer keys = ByteBuffer.allocate(count * keySize());
        ByteBuffer values = ByteBuffer.allocate(count * value().length);
        for (int i = 0; i < count; i++) {
            keys.put(key(i));
            values.put(value());
        }
        return Batch.of(keys.array(), values.array(), count);
    }

    private static String told(BatchOutcome outcome) {
        return HostUnderTest.outcome(outcome.result()) + (outcome.count() > 0 ? " after " + outcome.count() : "");
    }

    /** Loads a socket filter and runs it once; returns what it left in R0, or that the verifier rejects it. */
    String run(Program program) {
        ProgAttr attr = MapPrograms.attr(program);
        LoadOutcome loaded = host.load(attr);
        if (loaded.result() < 0) {
            return "rejected";
        }
        int returned = host.testRun(loaded.result(), new TestRun(new byte[14], new byte[0], 0))
                .returnValue();
        host.close(loaded.result());
        return returned < 0 ? HostUnderTest.outcome(returned) : returned == VALUE ? "value" : "OK";
    }
}
