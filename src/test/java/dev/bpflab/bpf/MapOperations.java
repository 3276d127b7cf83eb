package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A random sequence of operations on one map, and what a host answers to each of them.
 *
 * @param attr the map
 * @param steps the operations in their order
 */
record MapOperations(MapAttr attr, List<Step> steps) {
    private static final MapType[] TYPES = {
        MapType.HASH,
        MapType.ARRAY,
        MapType.PERCPU_HASH,
        MapType.PERCPU_ARRAY,
        MapType.QUEUE,
        MapType.STACK,
        MapType.LPM_TRIE,
        MapType.LRU_HASH,
        MapType.LRU_PERCPU_HASH,
        MapType.STACK_TRACE,
        MapType.RINGBUF
    };
    private static final long[] ODD_FLAGS = {3, 4, 8, -1, 1L << 32, 1L << 32 | 8};

    /**
     * One operation; {@code keys} is as many keys as {@code count} says, {@code value} the first byte of the value that an
     * update sets.
     */
    record Step(Verb verb, byte[] keys, int count, int value, long flags) {
        byte[] key() {
            return count == 1 ? keys : Arrays.copyOf(keys, keys.length / Math.max(1, count));
        }

        @Override
        public String toString() {
            return verb + " keys=" + HexFormat.of().formatHex(keys) + " count=" + count + " value=" + value + " flags="
                    + flags;
        }
    }

    /** What can be done. */
    enum Verb {
        LOOKUP,
        UPDATE,
        DELETE,
        LOOKUP_AND_DELETE,
        NEXT_KEY,
        LOOKUP_BATCH,
        LOOKUP_AND_DELETE_BATCH,
        UPDATE_BATCH,
        DELETE_BATCH,
        FREEZE,
        /** A program writes a record of eight times so many bytes as the value says. */
        RECORD,
        /** Userspace consumes a record. */
        TAKE;

        boolean isOfRecords() {
            return this == RECORD || this == TAKE;
        }

        boolean isBatch() {
            return name().endsWith("_BATCH");
        }
    }

    /** Returns a map and so many operations on it, decided by the seed. */
    static MapOperations random(long seed, int length) {
        Random random = new Random(seed);
        MapType type = TYPES[random.nextInt(TYPES.length)];
        int[] valueSizes = {1, 3, 4, 8, 12, 100};
        int valueSize = valueSize(type, valueSizes[random.nextInt(valueSizes.length)]);
        int keySize = keySize(type, random);
        int flags = type == MapType.LPM_TRIE || (type == MapType.HASH && random.nextBoolean())
                ? MapFlag.NO_PREALLOC.bit()
                : 0;
        // Which entry an LRU map evicts is an intended difference: such a map never gets full here.
        boolean evicts = type == MapType.LRU_HASH || type == MapType.LRU_PERCPU_HASH;
        int maxEntries = evicts ? 64 : type == MapType.RINGBUF ? 4096 : 1 + random.nextInt(6);
        MapAttr attr = new MapAttr(type.number(), keySize, valueSize, maxEntries, flags, "");
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Verb verb = Verb.values()[random.nextInt(10) < 4 ? 1 : random.nextInt(Verb.values().length)];
            // A frozen map has little more to tell.
            verb = verb.isOfRecords() && type != MapType.RINGBUF ? Verb.LOOKUP : verb;
            verb = verb == Verb.UPDATE && type == MapType.RINGBUF ? Verb.RECORD : verb;
            verb = verb == Verb.FREEZE && random.nextInt(10) > 0 ? Verb.UPDATE_BATCH : verb;
            int count = verb.isBatch() ? random.nextInt(6) : 1;
            ByteBuffer keys = ByteBuffer.allocate(count * keySize);
            for (int k = 0; k < count; k++) {
                keys.put(key(type, keySize, random));
            }
            steps.add(new Step(verb, keys.array(), count, random.nextInt(256), flags(verb, random)));
        }
        return new MapOperations(attr, steps);
    }

    private static int valueSize(MapType type, int usual) {
        return switch (type) {
            case RINGBUF -> 0;
            case STACK_TRACE -> 8 * usual;
            default -> usual;
        };
    }

    private static int keySize(MapType type, Random random) {
        return switch (type) {
            case QUEUE, STACK, RINGBUF -> 0;
            case ARRAY, PERCPU_ARRAY, STACK_TRACE -> 4;
            case LPM_TRIE -> 5 + random.nextInt(4);
            default -> new int[] {1, 3, 4, 8, 13}[random.nextInt(5)];
        };
    }

    private static byte[] key(MapType type, int keySize, Random random) {
        byte[] key = new byte[keySize];
        ByteBuffer bytes = ByteBuffer.wrap(key).order(ByteOrder.nativeOrder());
        switch (type) {
            case QUEUE, STACK, RINGBUF -> {}
            case ARRAY, PERCPU_ARRAY, STACK_TRACE -> bytes.putInt(random.nextInt(20) == 0 ? -1 : random.nextInt(8));
            case LPM_TRIE -> {
                bytes.putInt(random.nextInt((keySize - 4) * 8 + 2));
                for (int i = 4; i < keySize; i++) {
                    key[i] = (byte) (random.nextInt(4) * 0x55);
                }
            }
            default -> key[keySize - 1] = (byte) random.nextInt(8);
        }
        return key;
    }

    private static long flags(Verb verb, Random random) {
        if (random.nextInt(10) == 0) {
            return ODD_FLAGS[random.nextInt(ODD_FLAGS.length)];
        }
        return verb == Verb.UPDATE ? random.nextInt(3) : 0;
    }

    /** Returns as few of the operations as still fail, none of which can be left out. */
    MapOperations shrunk(Predicate<MapOperations> fails) {
        MapOperations shrunk = this;
        for (int i = 0; i < shrunk.steps.size(); ) {
            List<Step> fewer = new ArrayList<>(shrunk.steps);
            fewer.remove(i);
            MapOperations shorter = new MapOperations(attr, fewer);
            boolean still = fails.test(shorter);
            shrunk = still ? shorter : shrunk;
            i = still ? 0 : i + 1;
        }
        return shrunk;
    }

    /**
     * Does everything on a host and returns its answers, one line for each operation and at last the whole contents, in
     * the host's order where the type has one.
     *
     * @param cpus how many CPUs' values to tell, where hosts have different numbers of CPUs
     */
    List<String> answers(BpfHost host, int cpus) {
        MapType type = MapType.ofNumber(attr.type()).orElseThrow();
        int fd = host.createMap(attr);
        assertThat(fd).as("%s", attr).isNotNegative();
        List<String> answers = new ArrayList<>();
        try {
            steps.forEach(step -> answers.add(answer(host, fd, type, step, cpus)));
            answers.add("contents " + contents(host, fd, type, cpus));
        } finally {
            host.close(fd);
        }
        return answers;
    }

    private String answer(BpfHost host, int fd, MapType type, Step step, int cpus) {
        byte[] value = new byte[(int) type.valueBytes(attr.valueSize(), host.possibleCpus())];
        return switch (step.verb()) {
            case LOOKUP -> told(host.lookup(fd, step.key(), value, step.flags()), value, type, cpus);
            case LOOKUP_AND_DELETE ->
                told(host.lookupAndDelete(fd, step.key(), value, step.flags()), value, type, cpus);
            case UPDATE -> {
                fill(value, 0, value.length, step.value());
                yield HostUnderTest.outcome(host.update(fd, step.key(), value, step.flags()));
            }
            case FREEZE -> HostUnderTest.outcome(host.freeze(fd));
            case RECORD -> {
                byte[] word = HostUnderTest.u64(step.value());
                yield new OperationTrial(host, type).run(MapPrograms.output(fd, word, 8 * (1 + step.value() % 60)));
            }
            case TAKE -> taken(host, fd);
            case UPDATE_BATCH -> {
                byte[] values = new byte[step.count() * value.length];
                for (int i = 0; i < step.count(); i++) {
                    fill(values, i * value.length, value.length, step.value() + 16 * i);
                }
                yield told(host.updateBatch(fd, new Batch(step.keys(), values, step.count(), step.flags(), 0)));
            }
            case DELETE_BATCH ->
                told(host.deleteBatch(fd, new Batch(step.keys(), new byte[0], step.count(), step.flags(), 0)));
            case LOOKUP_BATCH, LOOKUP_AND_DELETE_BATCH -> lookupBatch(host, fd, type, step, value.length, cpus);
            case DELETE -> HostUnderTest.outcome(host.delete(fd, step.key()));
            case NEXT_KEY -> {
                byte[] next = new byte[attr.keySize()];
                // Which key is the next one of a hash is an intended difference; whether there is a first one is not.
                int result = host.nextKey(fd, isOrdered(type) ? step.key() : null, next);
                yield result == 0 && isOrdered(type) ? hex(next) : HostUnderTest.outcome(result);
            }
        };
    }

    private static String taken(BpfHost host, int fd) {
        RecordOutcome outcome = host.ringbufTake(fd);
        return outcome.result() > 0 ? hex(outcome.data()) : HostUnderTest.outcome(outcome.result());
    }

    private static void fill(byte[] values, int from, int length, int first) {
        for (int i = 0; i < length; i++) {
            values[from + i] = (byte) (first + i);
        }
    }

    private static String told(BatchOutcome outcome) {
        return HostUnderTest.outcome(outcome.result()) + " " + outcome.count();
    }

    private String lookupBatch(BpfHost host, int fd, MapType type, Step step, int valueBytes, int cpus) {
        // Where a hash's buckets break is an intended difference: everything fits here, or nothing is asked for.
        int room = isOrdered(type) || step.count() == 0 ? step.count() : attr.maxEntries() + 1;
        byte[] next = new byte[Batch.placeBytes(attr.keySize())];
        byte[] from = isOrdered(type) && step.count() > 2 ? Arrays.copyOf(step.key(), next.length) : null;
        Batch batch = new Batch(
                new byte[room * attr.keySize()], new byte[room * valueBytes], room, step.flags(), step.value() / 250);
        BatchOutcome outcome = step.verb() == Verb.LOOKUP_BATCH
                ? host.lookupBatch(fd, from, next, batch)
                : host.lookupAndDeleteBatch(fd, from, next, batch);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < outcome.count(); i++) {
            byte[] key = Arrays.copyOfRange(batch.keys(), i * attr.keySize(), (i + 1) * attr.keySize());
            byte[] value = Arrays.copyOfRange(batch.values(), i * valueBytes, (i + 1) * valueBytes);
            entries.add(hex(key) + ":" + told(0, value, type, cpus));
        }
        Object told = isOrdered(type) ? entries + " " + hex(next) : new TreeSet<>(entries);
        return told(outcome) + " " + told;
    }

    /** Returns all entries, or for a map without keys everything that can be popped. */
    private Object contents(BpfHost host, int fd, MapType type, int cpus) {
        byte[] value = new byte[(int) type.valueBytes(attr.valueSize(), host.possibleCpus())];
        List<String> entries = new ArrayList<>();
        if (type.isQueue()) {
            while (host.lookupAndDelete(fd, new byte[0], value, 0) == 0) {
                entries.add(hex(value));
            }
            // A frozen one can only be peeked into.
            entries.add(told(host.lookup(fd, new byte[0], value, 0), value, type, cpus));
            return entries;
        }
        for (RecordOutcome left = host.ringbufTake(fd); left.result() > 0; left = host.ringbufTake(fd)) {
            entries.add(hex(left.data()));
        }
        byte @Nullable [] key = null;
        for (byte[] next = new byte[attr.keySize()]; host.nextKey(fd, key, next) == 0; next = next.clone()) {
            key = next;
            entries.add(hex(key) + ":" + told(host.lookup(fd, key, value, 0), value, type, cpus));
        }
        return isOrdered(type) ? entries : new TreeSet<>(entries);
    }

    /** Returns whether the order of keys is the kernel's, and not that of its hash function. */
    private static boolean isOrdered(MapType type) {
        return !type.kernelName().endsWith("hash");
    }

    private String told(int result, byte[] value, MapType type, int cpus) {
        int length = (int) type.valueBytes(attr.valueSize(), cpus);
        return result < 0 ? HostUnderTest.outcome(result) : hex(Arrays.copyOf(value, length));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the sequence as a script to read and to repeat. */
    @Override
    public String toString() {
        StringBuilder script = new StringBuilder(attr.toString());
        steps.forEach(step -> script.append("\n  ").append(step));
        return script.toString();
    }
}
