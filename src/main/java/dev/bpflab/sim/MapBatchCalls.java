package dev.bpflab.sim;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchCommands;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.map.SimMap;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The batch commands of bpf(2) on maps. */
final class MapBatchCalls implements BatchCommands {
    private final MapCalls maps;

    MapBatchCalls(MapCalls maps) {
        this.maps = maps;
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return lookup(mapFd, from, next, batch, false);
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return lookup(mapFd, from, next, batch, true);
    }

    private BatchOutcome lookup(int fd, byte @Nullable [] from, byte[] next, Batch batch, boolean removing) {
        Done done = new Done();
        int result = maps.batch(fd, true, removing, map -> {
            checkPlace(map, next);
            if (from != null) {
                checkPlace(map, from);
            }
            batch.checkLengths(map.attr().keySize(), map.valueBytes());
            BatchOutcome outcome = map.lookupBatch(from, next, batch, removing);
            done.count = outcome.count();
            return outcome.result();
        });
        return new BatchOutcome(result, done.count);
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        return write(mapFd, batch, map -> {
            int keySize = map.attr().keySize();
            int valueBytes = map.valueBytes();
            batch.checkLengths(keySize, valueBytes);
            return map.takesBatches()
                    ? i -> map.update(part(batch.keys(), i, keySize), part(batch.values(), i, valueBytes), 0)
                    : null;
        });
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
        return write(mapFd, batch, map -> {
            int keySize = map.attr().keySize();
            batch.checkLengths(keySize, 0);
            return map.deletesBatches() ? i -> map.delete(part(batch.keys(), i, keySize)) : null;
        });
    }

    /** What is done with the element of an index; null where the type cannot. */
    @FunctionalInterface
    private interface Elements {
        @Nullable
        IntUnaryOperator of(SimMap map);
    }

    private BatchOutcome write(int fd, Batch batch, Elements elements) {
        Done done = new Done();
        int result = maps.batch(fd, false, true, map -> {
            IntUnaryOperator element = elements.of(map);
            if (element == null) {
                return Errno.ENOTSUPP.result();
            }
            if (batch.elemFlags() != 0) {
                return Errno.EINVAL.result();
            }
            int failure = 0;
            while (failure == 0 && done.count < batch.count()) {
                failure = element.applyAsInt(done.count);
                done.count += failure == 0 ? 1 : 0;
            }
            return failure;
        });
        return new BatchOutcome(result, done.count);
    }

    private static final class Done {
        private int count;
    }

    private static byte[] part(byte[] all, int index, int size) {
        return Arrays.copyOfRange(all, index * size, (index + 1) * size);
    }

    private static void checkPlace(SimMap map, byte[] place) {
        int size = Batch.placeBytes(map.attr().keySize());
        if (place.length != size) {
            throw new IllegalArgumentException("the place has " + place.length + " bytes, the map's have " + size);
        }
    }
}
