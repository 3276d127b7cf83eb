package dev.bpflab.kernel;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchCommands;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.kernel.BpfAttr.Command;
import org.jspecify.annotations.Nullable;

/** The batch commands of bpf(2) on maps. */
final class KernelBatches implements BatchCommands {
    /** {@code in_batch}, {@code out_batch}, {@code keys}, {@code values}, {@code count}, {@code map_fd}, and the flags. */
    private static final int SIZE = 56;

    private static final int COUNT = 32;

    private final DescriptorTable table;

    KernelBatches(DescriptorTable table) {
        this.table = table;
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return read(Command.MAP_LOOKUP_BATCH, mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return read(Command.MAP_LOOKUP_AND_DELETE_BATCH, mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        return write(Command.MAP_UPDATE_BATCH, mapFd, batch, true);
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
        return write(Command.MAP_DELETE_BATCH, mapFd, batch, false);
    }

    private BatchOutcome read(Command command, int fd, byte @Nullable [] from, byte[] next, Batch batch) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return new BatchOutcome(table.refusal(fd, ObjectKind.MAP), 0);
        }
        try {
            batch.checkLengths(map.keyBytes(), map.valueBytes());
            map.checkPlace(next.length);
            Scratch scratch = Scratch.ofThread();
            NativeBuffer in = scratch.from(next.length);
            NativeBuffer out = scratch.place(next.length);
            out.bytes().put(0, next);
            if (from != null) {
                map.checkPlace(from.length);
                in.bytes().put(0, from);
            }
            BpfAttr attr = attr(scratch, map, batch);
            attr.u64(0, from == null ? 0 : in.address()).u64(8, out.address());
            int result = attr.call(command, SIZE);
            boolean copied = result == 0 || result == Errno.ENOENT.result();
            BatchOutcome outcome = new BatchOutcome(result, done(attr, batch, copied));
            out.bytes().get(0, next);
            scratch.keys(0).bytes().get(0, batch.keys(), 0, outcome.count() * map.keyBytes());
            scratch.values(0).bytes().get(0, batch.values(), 0, outcome.count() * (int) map.valueBytes());
            return outcome;
        } finally {
            map.release();
        }
    }

    private BatchOutcome write(Command command, int fd, Batch batch, boolean values) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return new BatchOutcome(table.refusal(fd, ObjectKind.MAP), 0);
        }
        try {
            batch.checkLengths(map.keyBytes(), values ? map.valueBytes() : 0);
            Scratch scratch = Scratch.ofThread();
            BpfAttr attr = attr(scratch, map, batch).u64(0, 0).u64(8, 0);
            scratch.keys(0).bytes().put(0, batch.keys(), 0, batch.count() * map.keyBytes());
            if (values) {
                scratch.values(0).bytes().put(0, batch.values(), 0, batch.count() * (int) map.valueBytes());
            }
            int result = attr.call(command, SIZE);
            return new BatchOutcome(result, done(attr, batch, result == 0));
        } finally {
            map.release();
        }
    }

    private static BpfAttr attr(Scratch scratch, Descriptor map, Batch batch) {
        long keys =
                scratch.keys(Math.multiplyExact(batch.count(), map.keyBytes())).address();
        long values = scratch.values(Math.multiplyExact(batch.count(), map.valueRoom()))
                .address();
        return scratch.attr()
                .u64(16, keys)
                .u64(24, values)
                .u32(COUNT, batch.count())
                .u32(36, map.fd())
                .u64(40, batch.elemFlags())
                .u64(48, batch.flags());
    }

    /** Returns how many elements were done: a call that is refused outright leaves the count as it was. */
    private static int done(BpfAttr attr, Batch batch, boolean copied) {
        int count = attr.u32(COUNT);
        return !copied && count == batch.count() ? 0 : count;
    }
}
