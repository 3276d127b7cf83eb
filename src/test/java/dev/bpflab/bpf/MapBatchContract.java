package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the batch commands do, on which types of map, and how many elements they say they did. */
interface MapBatchContract extends HostUnderTest {
    /** The commands of {@link BatchCommands}. */
    enum BatchCommand {
        LOOKUP,
        LOOKUP_AND_DELETE,
        UPDATE,
        DELETE
    }

    private int mapOf(MapType type, int maxEntries, MapFlag... flags) {
        return switch (type) {
            case QUEUE, STACK -> map(type, 0, 8, maxEntries, flags);
            case LPM_TRIE -> {
                MapFlag[] more = Arrays.copyOf(flags, flags.length + 1);
                more[flags.length] = MapFlag.NO_PREALLOC;
                yield map(type, 8, 8, maxEntries, more);
            }
            default -> map(type, 4, 8, maxEntries, flags);
        };
    }

    private byte[] keys(MapType type, long... numbers) {
        int size = type.isQueue() ? 0 : type == MapType.LPM_TRIE ? 8 : 4;
        ByteBuffer keys = ByteBuffer.allocate(size * numbers.length).order(ByteOrder.nativeOrder());
        for (long number : numbers) {
            if (size == 8) {
                keys.putInt(32);
            }
            if (size > 0) {
                keys.putInt((int) number);
            }
        }
        return keys.array();
    }

    private byte[] values(MapType type, int count, int filler) {
        int bytes = (int) type.valueBytes(8, host().possibleCpus());
        byte[] values = new byte[bytes * count];
        Arrays.fill(values, (byte) filler);
        return values;
    }

    private String told(BatchOutcome outcome) {
        return HostUnderTest.outcome(outcome.result()) + " " + outcome.count();
    }

    private String run(BatchCommand command, int fd, MapType type, int count, long elemFlags, long flags) {
        long[] numbers = LongStream.range(0, count).toArray();
        Batch batch = new Batch(keys(type, numbers), values(type, count, 7), count, elemFlags, flags);
        byte[] next = new byte[Batch.placeBytes(type.isQueue() ? 0 : type == MapType.LPM_TRIE ? 8 : 4)];
        return told(
                switch (command) {
                    case LOOKUP -> host().lookupBatch(fd, null, next, batch);
                    case LOOKUP_AND_DELETE -> host().lookupAndDeleteBatch(fd, null, next, batch);
                    case UPDATE -> host().updateBatch(fd, batch);
                    case DELETE -> host().deleteBatch(fd, batch);
                });
    }

    @ParameterizedTest
    @CsvSource({
        // type, outcomes and counts with room for 10 of 3 elements; of 3 new or old ones
        "HASH,            ENOENT 3,   ENOENT 3,   OK 3,       OK 3",
        "PERCPU_HASH,     ENOENT 3,   ENOENT 3,   OK 3,       OK 3",
        "LRU_HASH,        ENOENT 3,   ENOENT 3,   OK 3,       OK 3",
        "LRU_PERCPU_HASH, ENOENT 3,   ENOENT 3,   OK 3,       OK 3",
        "ARRAY,           ENOENT 4,   ENOTSUPP 0, OK 3,       ENOTSUPP 0",
        "PERCPU_ARRAY,    ENOENT 4,   ENOTSUPP 0, OK 3,       ENOTSUPP 0",
        "LPM_TRIE,        ENOENT 3,   ENOTSUPP 0, OK 3,       OK 3",
        "QUEUE,           ENOTSUPP 0, ENOTSUPP 0, ENOTSUPP 0, ENOTSUPP 0",
        "STACK,           ENOTSUPP 0, ENOTSUPP 0, ENOTSUPP 0, ENOTSUPP 0",
    })
    default void eachTypeHasItsBatchCommands(
            MapType type, String lookup, String lookupAndDelete, String update, String delete) {
        for (BatchCommand command : BatchCommand.values()) {
            int fd = mapOf(type, 4);
            if (!type.isQueue()) {
                assertThat(run(BatchCommand.UPDATE, fd, type, 3, 0, 0)).isEqualTo("OK 3");
            }
            boolean reading = command == BatchCommand.LOOKUP || command == BatchCommand.LOOKUP_AND_DELETE;
            assertThat(run(command, fd, type, reading ? 10 : 3, 0, 0))
                    .as(command.name())
                    .isEqualTo(
                            switch (command) {
                                case LOOKUP -> lookup;
                                case LOOKUP_AND_DELETE -> lookupAndDelete;
                                case UPDATE -> update;
                                case DELETE -> delete;
                            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        // type, command, elem_flags, flags, outcome and count of two elements
        "HASH,     LOOKUP,            1, 0, EINVAL 0",
        "HASH,     LOOKUP,            4, 0, EINVAL 0",
        "HASH,     LOOKUP,            0, 1, EINVAL 0",
        "HASH,     LOOKUP_AND_DELETE, 4, 0, EINVAL 0",
        "HASH,     LOOKUP_AND_DELETE, 0, 1, EINVAL 0",
        "HASH,     UPDATE,            1, 0, EINVAL 0",
        "HASH,     UPDATE,            2, 0, EINVAL 0",
        "HASH,     UPDATE,            4, 0, EINVAL 0",
        "HASH,     UPDATE,            0, 1, OK 2",
        "HASH,     DELETE,            1, 0, EINVAL 0",
        "HASH,     DELETE,            0, 1, OK 2",
        "ARRAY,    LOOKUP,            1, 0, EINVAL 0",
        "ARRAY,    LOOKUP,            0, 1, OK 2",
        "ARRAY,    LOOKUP_AND_DELETE, 1, 1, ENOTSUPP 0",
        "ARRAY,    UPDATE,            4, 0, EINVAL 0",
        "LPM_TRIE, LOOKUP,            0, 1, OK 2",
        "LPM_TRIE, DELETE,            4, 0, EINVAL 0",
        "QUEUE,    UPDATE,            4, 0, ENOTSUPP 0",
    })
    default void aBatchTakesHardlyAnyFlag(
            MapType type, BatchCommand command, long elemFlags, long flags, String outcome) {
        int fd = mapOf(type, 4);
        run(BatchCommand.UPDATE, fd, type, 3, 0, 0);
        assertThat(run(command, fd, type, 2, elemFlags, flags)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource(BatchCommand.class)
    default void aBatchOfNothingIsDoneAtOnce(BatchCommand command) {
        int fd = mapOf(MapType.HASH, 4);
        assertThat(run(BatchCommand.UPDATE, fd, MapType.HASH, 3, 0, 0)).isEqualTo("OK 3");
        assertThat(run(command, fd, MapType.HASH, 0, 0, 0)).isEqualTo("OK 0");
        assertThat(keys(fd)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        // flag, lookup, lookup and delete, update, delete
        "HASH,  RDONLY, ENOENT 0,   EPERM 0, EPERM 0,    EPERM 0",
        "HASH,  WRONLY, EPERM 0,    EPERM 0, OK 1,       OK 1",
        "QUEUE, RDONLY, ENOTSUPP 0, EPERM 0, EPERM 0,    EPERM 0",
        "QUEUE, WRONLY, EPERM 0,    EPERM 0, ENOTSUPP 0, ENOTSUPP 0",
    })
    default void aBatchIsAllowedWhatItsDescriptorIs(
            MapType type, MapFlag flag, String lookup, String lookupAndDelete, String update, String delete) {
        int fd = mapOf(type, 4, flag);
        assertThat(run(BatchCommand.LOOKUP, fd, type, 1, 0, 0)).isEqualTo(lookup);
        assertThat(run(BatchCommand.LOOKUP_AND_DELETE, fd, type, 1, 0, 0)).isEqualTo(lookupAndDelete);
        assertThat(run(BatchCommand.UPDATE, fd, type, 1, 0, 0)).isEqualTo(update);
        assertThat(run(BatchCommand.DELETE, fd, type, 1, 0, 0)).isEqualTo(delete);
    }

    @Test
    default void aBatchStopsAtTheFirstElementThatFails() {
        int hash = mapOf(MapType.HASH, 2);
        assertThat(run(BatchCommand.UPDATE, hash, MapType.HASH, 4, 0, 0)).isEqualTo("E2BIG 2");
        assertThat(keys(hash)).containsExactlyInAnyOrder(0L, 1L);
        Batch missing = Batch.ofKeys(keys(MapType.HASH, 0, 9, 1), 3);
        assertThat(told(host().deleteBatch(hash, missing))).isEqualTo("ENOENT 1");
        assertThat(keys(hash)).containsExactly(1L);
        int array = mapOf(MapType.ARRAY, 4);
        assertThat(run(BatchCommand.UPDATE, array, MapType.ARRAY, 5, 0, 0)).isEqualTo("E2BIG 4");
        int trie = mapOf(MapType.LPM_TRIE, 4);
        byte[] tooLong = keys(MapType.LPM_TRIE, 1, 2);
        ByteBuffer.wrap(tooLong).order(ByteOrder.nativeOrder()).putInt(8, 33);
        assertThat(told(host().updateBatch(trie, Batch.of(tooLong, new byte[16], 2))))
                .isEqualTo("EINVAL 1");
        assertThat(told(host().deleteBatch(trie, Batch.ofKeys(tooLong, 2)))).isEqualTo("EINVAL 1");
    }

    @ParameterizedTest
    @CsvSource({
        // in_batch or none, room, outcome, first key
        ", 4, OK 4, 0",
        ", 5, ENOENT 4, 0",
        "0, 2, OK 2, 1",
        "1, 2, OK 2, 2",
        "2, 2, ENOENT 1, 3",
        "3, 4, ENOENT 0, -1",
        "77, 2, OK 2, 0",
    })
    default void anArraysBatchGoesByItsIndices(@Nullable Integer from, int room, String outcome, int first) {
        int array = mapOf(MapType.ARRAY, 4);
        byte[] keys =
                keys(MapType.ARRAY, LongStream.generate(() -> -1).limit(room).toArray());
        byte[] next = new byte[4];
        byte[] place = from == null ? null : HostUnderTest.u32(from);
        BatchOutcome result = host().lookupBatch(array, place, next, Batch.of(keys, new byte[8 * room], room));
        assertThat(told(result)).isEqualTo(outcome);
        ByteBuffer numbers = ByteBuffer.wrap(keys).order(ByteOrder.nativeOrder());
        assertThat(numbers.getInt(0)).isEqualTo(first);
        if (result.count() > 0) {
            assertThat(HostUnderTest.number(next)).isEqualTo(numbers.getInt(4 * (result.count() - 1)));
        }
    }

    @Test
    default void aHashHasNothingBehindItsLastBucket() {
        int hash = mapOf(MapType.HASH, 4);
        run(BatchCommand.UPDATE, hash, MapType.HASH, 4, 0, 0);
        Batch room = Batch.of(new byte[16], new byte[32], 4);
        byte[] next = new byte[4];
        assertThat(told(host().lookupBatch(hash, HostUnderTest.u32(1000), next, room)))
                .isEqualTo("ENOENT 0");
        assertThat(told(host().lookupBatch(hash, null, next, room))).isEqualTo("ENOENT 4");
        assertThat(told(host().lookupBatch(hash, next, new byte[4], room))).isEqualTo("ENOENT 0");
    }

    @ParameterizedTest
    @EnumSource(names = {"HASH", "PERCPU_HASH", "LRU_HASH", "LRU_PERCPU_HASH"})
    default void aWalkOverAHashGivesEachKeyOnceInWholeBuckets(MapType type) {
        int hash = mapOf(type, 1000);
        long[] numbers = LongStream.range(0, 500).toArray();
        assertThat(told(host().updateBatch(hash, Batch.of(keys(type, numbers), values(type, 500, 1), 500))))
                .isEqualTo("OK 500");
        assertThat(walk(hash, type, 16, false))
                .containsExactlyInAnyOrder(LongStream.of(numbers).boxed().toArray(Long[]::new));
        assertThat(walk(hash, type, 16, true)).hasSize(500);
        assertThat(keys(hash)).isEmpty();
    }

    private List<Long> walk(int hash, MapType type, int room, boolean removing) {
        List<Long> seen = new ArrayList<>();
        byte[] from = null;
        BatchOutcome outcome = new BatchOutcome(0, 0);
        while (outcome.result() == 0) {
            byte[] next = new byte[4];
            Batch batch = Batch.of(new byte[4 * room], values(type, room, 0), room);
            outcome = removing
                    ? host().lookupAndDeleteBatch(hash, from, next, batch)
                    : host().lookupBatch(hash, from, next, batch);
            ByteBuffer keys = ByteBuffer.wrap(batch.keys()).order(ByteOrder.nativeOrder());
            for (int i = 0; i < outcome.count(); i++) {
                seen.add((long) keys.getInt(4 * i));
            }
            from = next;
        }
        assertThat(HostUnderTest.outcome(outcome.result())).isEqualTo("ENOENT");
        return seen;
    }

    @Test
    default void aBucketThatDoesNotFitWantsMoreRoom() {
        // As many buckets as entries, whose keys are random: some bucket has two or more.
        int hash = mapOf(MapType.HASH, 64);
        byte[] keys = new byte[256];
        new Random(1).nextBytes(keys);
        assertThat(told(host().updateBatch(hash, Batch.of(keys, new byte[512], 64))))
                .isEqualTo("OK 64");
        byte[] from = null;
        BatchOutcome outcome = new BatchOutcome(0, 0);
        byte[] next = new byte[4];
        for (int calls = 0; outcome.result() == 0 && calls <= 64; calls++) {
            outcome = host().lookupBatch(hash, from, next, Batch.of(new byte[4], new byte[8], 1));
            from = next.clone();
        }
        assertThat(told(outcome)).isEqualTo("ENOSPC 0");
        assertThat(host().lookupBatch(hash, from, next, Batch.of(new byte[256], new byte[512], 64))
                        .count())
                .isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERCPU_HASH", "PERCPU_ARRAY", "LRU_PERCPU_HASH"})
    default void aBatchCopiesTheValuesOfAllCpus(MapType type) {
        int fd = mapOf(type, 2);
        byte[] values = values(type, 2, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        assertThat(told(host().updateBatch(fd, Batch.of(keys(type, 0, 1), values, 2))))
                .isEqualTo("OK 2");
        byte[] keys = new byte[8];
        byte[] found = new byte[values.length];
        host().lookupBatch(fd, null, new byte[4], Batch.of(keys, found, 2));
        int half = values.length / 2;
        boolean inOrder = ByteBuffer.wrap(keys).order(ByteOrder.nativeOrder()).getInt(0) == 0;
        assertThat(Arrays.copyOf(found, half))
                .isEqualTo(Arrays.copyOfRange(values, inOrder ? 0 : half, inOrder ? half : 2 * half));
    }

    @Test
    default void batchArraysThatAreTooShortAreTheCallersMistake() {
        int hash = mapOf(MapType.HASH, 4);
        BpfHost host = host();
        byte[] next = new byte[4];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.updateBatch(hash, Batch.of(new byte[8], new byte[8], 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.updateBatch(hash, Batch.of(new byte[4], new byte[16], 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> host.deleteBatch(hash, Batch.ofKeys(new byte[7], 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> host.deleteBatch(hash, Batch.ofKeys(new byte[7], -1)));
        Batch room = Batch.of(new byte[4], new byte[8], 1);
        assertThatIllegalArgumentException().isThrownBy(() -> host.lookupBatch(hash, null, new byte[3], room));
        assertThatIllegalArgumentException().isThrownBy(() -> host.lookupBatch(hash, new byte[8], next, room));
        assertThat(keys(hash)).isEmpty();
    }

    @Test
    default void aBatchWantsAnOpenMap() {
        assertThat(run(BatchCommand.LOOKUP, 1_000_000, MapType.HASH, 1, 0, 0)).isEqualTo("EBADF 0");
        assertThat(run(BatchCommand.UPDATE, -1, MapType.HASH, 1, 0, 0)).isEqualTo("EBADF 0");
    }
}
