package dev.bpflab.agent;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.Symbols;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grader's host, called over the pipe. */
final class RemoteHost implements BpfHost {
    private static final long BETWEEN_POLLS = 5;

    private final Calls calls;
    private final RemoteBatches batches;
    private final Symbols symbols;
    private int cpus;

    RemoteHost(Calls calls) {
        this.calls = calls;
        this.batches = new RemoteBatches(calls);
        this.symbols = new RemoteSymbols(calls);
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public synchronized int possibleCpus() {
        if (cpus == 0) {
            cpus = calls.call(HostCall.POSSIBLE_CPUS, FieldReader::i32);
        }
        return cpus;
    }

    @Override
    public int createMap(MapAttr attr) {
        FieldWriter to = new FieldWriter();
        Shapes.MAP_ATTR.write(to, attr);
        return calls.call(HostCall.CREATE_MAP, to, FieldReader::i32);
    }

    @Override
    public int lookup(int mapFd, byte[] key, byte[] value, long flags) {
        return copyOut(HostCall.LOOKUP, mapFd, key, value, flags);
    }

    @Override
    public int lookupAndDelete(int mapFd, byte[] key, byte[] value, long flags) {
        return copyOut(HostCall.LOOKUP_AND_DELETE, mapFd, key, value, flags);
    }

    private int copyOut(HostCall call, int mapFd, byte[] key, byte[] value, long flags) {
        FieldWriter to =
                new FieldWriter().i32(mapFd).bytes(key).i32(value.length).i64(flags);
        return calls.call(call, to, from -> filled(from, value));
    }

    /** Reads a result and, where it is none of failure, the bytes that were copied. */
    private static int filled(FieldReader from, byte[] value) {
        int result = from.i32();
        if (result >= 0) {
            byte[] bytes = from.bytes(value.length);
            System.arraycopy(bytes, 0, value, 0, bytes.length);
        }
        return result;
    }

    @Override
    public int update(int mapFd, byte[] key, byte[] value, long flags) {
        FieldWriter to = new FieldWriter().i32(mapFd).bytes(key).bytes(value).i64(flags);
        return calls.call(HostCall.UPDATE, to, FieldReader::i32);
    }

    @Override
    public int delete(int mapFd, byte[] key) {
        return calls.call(HostCall.DELETE, new FieldWriter().i32(mapFd).bytes(key), FieldReader::i32);
    }

    @Override
    public int nextKey(int mapFd, byte @Nullable [] key, byte[] next) {
        FieldWriter to =
                new FieldWriter().i32(mapFd).maybe(key, FieldWriter::bytes).i32(next.length);
        return calls.call(HostCall.NEXT_KEY, to, from -> filled(from, next));
    }

    @Override
    public @Nullable MapInfo mapInfo(int mapFd) {
        return maybe(HostCall.MAP_INFO, mapFd, Shapes.MAP_INFO);
    }

    private <T> @Nullable T maybe(HostCall call, int fd, Shapes<T> shape) {
        List<T> found = calls.call(call, new FieldWriter().i32(fd), from -> {
            T one = from.maybe(shape::read);
            return one == null ? List.of() : List.of(one);
        });
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return batches.lookUp(HostCall.LOOKUP_BATCH, mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return batches.lookUp(HostCall.LOOKUP_AND_DELETE_BATCH, mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        return batches.give(HostCall.UPDATE_BATCH, mapFd, batch);
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
        return batches.give(HostCall.DELETE_BATCH, mapFd, batch);
    }

    /** Waits here, so that the grader serves what other threads do meanwhile. */
    @Override
    public int ringbufPoll(int mapFd, int milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        try {
            while (true) {
                int ready = calls.call(
                        HostCall.RINGBUF_POLL, new FieldWriter().i32(mapFd).i32(0), FieldReader::i32);
                if (ready != 0 || System.nanoTime() - end >= 0) {
                    return ready;
                }
                Thread.sleep(BETWEEN_POLLS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Errno.EINTR.result();
        }
    }

    @Override
    public RecordOutcome ringbufTake(int mapFd) {
        return calls.call(HostCall.RINGBUF_TAKE, new FieldWriter().i32(mapFd), Shapes.RECORD::read);
    }

    @Override
    public @Nullable RingbufPositions ringbufPositions(int mapFd) {
        return maybe(HostCall.RINGBUF_POSITIONS, mapFd, Shapes.POSITIONS);
    }

    @Override
    public Symbols symbols() {
        return symbols;
    }

    @Override
    public LoadOutcome load(ProgAttr attr) {
        FieldWriter to = new FieldWriter();
        Shapes.PROG_ATTR.write(to, attr);
        return calls.call(HostCall.LOAD, to, Shapes.LOADED::read);
    }

    @Override
    public int programId(int programFd) {
        return calls.call(HostCall.PROGRAM_ID, new FieldWriter().i32(programFd), FieldReader::i32);
    }

    @Override
    public TestRunOutcome testRun(int programFd, TestRun run) {
        FieldWriter to = new FieldWriter().i32(programFd);
        Shapes.TEST_RUN.write(to, run);
        return calls.call(HostCall.TEST_RUN, to, Shapes.RAN::read);
    }

    @Override
    public String tracepointFormat(Hook.Tracepoint tracepoint) {
        FieldWriter to = new FieldWriter().text(tracepoint.category()).text(tracepoint.name());
        return calls.call(HostCall.TRACEPOINT_FORMAT, to, from -> from.text(WireLimits.TEXT));
    }

    @Override
    public AttachOutcome attach(int programFd, Hook hook) {
        FieldWriter to = new FieldWriter().i32(programFd);
        StageShapes.HOOK.write(to, hook);
        return calls.call(HostCall.ATTACH, to, Shapes.ATTACHED::read);
    }

    @Override
    public @Nullable LinkInfo linkInfo(int linkFd) {
        return maybe(HostCall.LINK_INFO, linkFd, Shapes.LINK_INFO);
    }

    @Override
    public int detach(int linkFd) {
        return calls.call(HostCall.DETACH, new FieldWriter().i32(linkFd), FieldReader::i32);
    }

    @Override
    public RaceOutcome race(List<Racer> racers, Schedule schedule) {
        List<Racer.OnCpu> programs = new ArrayList<>();
        for (Racer racer : racers) {
            if (!(racer instanceof Racer.OnCpu program)) {
                throw new BpfException(
                        "race",
                        Errno.ENOTSUP,
                        "userspace does not race with programs while a submission is graded",
                        "let programs race alone, with onCpu(…)");
            }
            programs.add(program);
        }
        FieldWriter to = new FieldWriter().list(programs, Shapes.RACER.writer());
        Shapes.SCHEDULE.write(to, schedule);
        return calls.call(HostCall.RACE, to, Shapes.RACED::read);
    }

    @Override
    public int freeze(int mapFd) {
        return calls.call(HostCall.FREEZE, new FieldWriter().i32(mapFd), FieldReader::i32);
    }

    @Override
    public int nextId(ObjectKind kind, int id) {
        return calls.call(HostCall.NEXT_ID, new FieldWriter().constant(kind).i32(id), FieldReader::i32);
    }

    @Override
    public int openById(ObjectKind kind, int id, int flags) {
        FieldWriter to = new FieldWriter().constant(kind).i32(id).i32(flags);
        return calls.call(HostCall.OPEN_BY_ID, to, FieldReader::i32);
    }

    @Override
    public int pin(int fd, String path) {
        return calls.call(HostCall.PIN, new FieldWriter().i32(fd).text(path), FieldReader::i32);
    }

    @Override
    public Opened openPinned(String path, int flags) {
        return calls.call(
                HostCall.OPEN_PINNED,
                new FieldWriter().text(path).i32(flags),
                from -> new Opened(from.i32(), from.maybe(kind -> kind.constant(ObjectKind.values()))));
    }

    @Override
    public int unpin(String path) {
        return calls.call(HostCall.UNPIN, new FieldWriter().text(path), FieldReader::i32);
    }

    @Override
    public int duplicate(int fd) {
        return calls.call(HostCall.DUPLICATE, new FieldWriter().i32(fd), FieldReader::i32);
    }

    @Override
    public int close(int fd) {
        return calls.call(HostCall.CLOSE, new FieldWriter().i32(fd), FieldReader::i32);
    }

    /** Everything is closed when this process ends. */
    @Override
    public void close() {}
}
