package dev.bpflab.agent;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The batch commands over the pipe: of larger batches as much at once as fits into a message. */
final class RemoteBatches {
    private final Calls calls;

    RemoteBatches(Calls calls) {
        this.calls = calls;
    }

    /** Copies elements out; where not all of them fit into a message, it is as if there had been less room. */
    BatchOutcome lookUp(HostCall call, int mapFd, byte @Nullable [] place, byte[] next, Batch batch) {
        int count = Math.min(batch.count(), perMessage(batch));
        FieldWriter to = new FieldWriter()
                .i32(mapFd)
                .maybe(place, FieldWriter::bytes)
                .i32(next.length)
                .i32((int) ((long) batch.keys().length * count / Math.max(1, batch.count())))
                .i32((int) ((long) batch.values().length * count / Math.max(1, batch.count())))
                .i32(count)
                .i64(batch.elemFlags())
                .i64(batch.flags());
        return calls.call(call, to, from -> {
            BatchOutcome outcome = new BatchOutcome(from.i32(), from.i32());
            fill(next, from.bytes(next.length));
            fill(batch.keys(), from.bytes(batch.keys().length));
            fill(batch.values(), from.bytes(batch.values().length));
            return outcome;
        });
    }

    private static void fill(byte[] room, byte[] bytes) {
        System.arraycopy(bytes, 0, room, 0, bytes.length);
    }

    /** Gives elements, one message behind the other up to the first that fails. */
    BatchOutcome give(HostCall call, int mapFd, Batch batch) {
        int most = Math.max(1, perMessage(batch));
        int done = 0;
        BatchOutcome outcome;
        do {
            Batch part = part(batch, done, Math.min(most, batch.count() - done));
            FieldWriter to = new FieldWriter().i32(mapFd);
            Shapes.BATCH.write(to, part);
            outcome = calls.call(call, to, from -> new BatchOutcome(from.i32(), from.i32()));
            done += outcome.count();
        } while (outcome.result() == 0 && outcome.count() > 0 && done < batch.count());
        return new BatchOutcome(outcome.result(), done);
    }

    private static Batch part(Batch batch, int from, int count) {
        if (count == batch.count() || batch.count() < 1) {
            return batch;
        }
        int keyBytes = batch.keys().length / batch.count();
        int valueBytes = batch.values().length / batch.count();
        return new Batch(
                Arrays.copyOfRange(batch.keys(), from * keyBytes, (from + count) * keyBytes),
                Arrays.copyOfRange(batch.values(), from * valueBytes, (from + count) * valueBytes),
                count,
                batch.elemFlags(),
                batch.flags());
    }

    private static int perMessage(Batch batch) {
        int longest = Math.max(batch.keys().length, batch.values().length);
        return longest <= WireLimits.BYTES || batch.count() < 1
                ? Integer.MAX_VALUE
                : Math.max(1, WireLimits.BYTES / Math.max(1, longest / batch.count()));
    }
}
