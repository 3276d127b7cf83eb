package dev.bpflab.grade.agent;

import static dev.bpflab.grade.agent.HostService.last;
import static dev.bpflab.grade.agent.HostService.room;

import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.BpfHost;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Serves the calls on what is in maps. */
final class MapService {
    private final BpfHost host;
    private final KnownObjects objects;

    MapService(KnownObjects objects) {
        this.host = objects.workspace().host();
        this.objects = objects;
    }

    /** Serves a call; returns whether it is one of these. */
    boolean serve(HostCall which, FieldReader call, FieldWriter answer) {
        switch (which) {
            case LOOKUP, LOOKUP_AND_DELETE -> lookUp(which, call, answer);
            case UPDATE -> answer.i32(update(call.i32(), bytes(call), bytes(call), last(call, call.i64())));
            case DELETE -> answer.i32(delete(call.i32(), last(call, bytes(call))));
            case NEXT_KEY -> nextKey(call, answer);
            case MAP_INFO -> answer.maybe(host.mapInfo(last(call, call.i32())), Shapes.MAP_INFO.writer());
            case LOOKUP_BATCH, LOOKUP_AND_DELETE_BATCH -> lookUpBatch(which, call, answer);
            case UPDATE_BATCH, DELETE_BATCH -> giveBatch(which, call, answer);
            case RINGBUF_POLL -> answer.i32(host.ringbufPoll(call.i32(), last(call, noTime(call.i32()))));
            case RINGBUF_TAKE -> Shapes.RECORD.write(answer, host.ringbufTake(last(call, call.i32())));
            case RINGBUF_POSITIONS ->
                answer.maybe(host.ringbufPositions(last(call, call.i32())), Shapes.POSITIONS.writer());
            default -> {
                return false;
            }
        }
        return true;
    }

    private int update(int fd, byte[] key, byte[] value, long flags) {
        int result = host.update(fd, key, value, flags);
        if (result >= 0) {
            objects.written(fd, (byHand, map) -> byHand.set(key, value));
        }
        return result;
    }

    private int delete(int fd, byte[] key) {
        objects.written(fd, (byHand, map) -> byHand.deleted(key));
        return host.delete(fd, key);
    }

    private static byte[] bytes(FieldReader call) {
        return call.bytes(WireLimits.BYTES);
    }

    /** Whoever waits for a record waits in the agent. */
    private static int noTime(int milliseconds) {
        if (milliseconds != 0) {
            throw new WireException("a wish to wait " + milliseconds + " ms in the grader");
        }
        return milliseconds;
    }

    private void lookUp(HostCall which, FieldReader call, FieldWriter answer) {
        int fd = call.i32();
        byte[] key = bytes(call);
        byte[] value = room(call.i32());
        long flags = last(call, call.i64());
        int result = which == HostCall.LOOKUP
                ? host.lookup(fd, key, value, flags)
                : host.lookupAndDelete(fd, key, value, flags);
        copied(answer, result, value);
    }

    private static void copied(FieldWriter answer, int result, byte[] value) {
        answer.i32(result);
        if (result >= 0) {
            answer.bytes(value);
        }
    }

    private void nextKey(FieldReader call, FieldWriter answer) {
        int fd = call.i32();
        byte[] key = call.maybe(MapService::bytes);
        byte[] next = room(last(call, call.i32()));
        copied(answer, host.nextKey(fd, key, next), next);
    }

    private void lookUpBatch(HostCall which, FieldReader call, FieldWriter answer) {
        int fd = call.i32();
        byte @Nullable [] place = call.maybe(MapService::bytes);
        byte[] next = room(call.i32());
        byte[] keys = room(call.i32());
        byte[] values = room(call.i32());
        int count = call.between(0, WireLimits.BYTES, "a batch of");
        Batch batch = new Batch(keys, values, count, call.i64(), last(call, call.i64()));
        BatchOutcome outcome = which == HostCall.LOOKUP_BATCH
                ? host.lookupBatch(fd, place, next, batch)
                : host.lookupAndDeleteBatch(fd, place, next, batch);
        answer.i32(outcome.result()).i32(outcome.count()).bytes(next);
        answer.bytes(copied(keys, outcome.count(), count)).bytes(copied(values, outcome.count(), count));
    }

    /** Returns what belongs to the elements that were copied. */
    private static byte[] copied(byte[] all, int copied, int room) {
        return room == 0
                ? all
                : Arrays.copyOf(all, (int) Math.min(all.length, ((long) all.length * copied + room - 1) / room));
    }

    private void giveBatch(HostCall which, FieldReader call, FieldWriter answer) {
        int fd = call.i32();
        Batch batch = last(call, Shapes.BATCH.read(call));
        BatchOutcome outcome =
                which == HostCall.UPDATE_BATCH ? host.updateBatch(fd, batch) : host.deleteBatch(fd, batch);
        if (which == HostCall.UPDATE_BATCH) {
            objects.written(
                    fd,
                    (byHand, map) ->
                            byHand.set(batch, outcome.count(), map.spec().key().size(), map.valueBytes()));
        }
        answer.i32(outcome.result()).i32(outcome.count());
    }
}
