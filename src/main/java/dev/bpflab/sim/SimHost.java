package dev.bpflab.sim;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchCommands;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ObjectCommands;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.RaceThreads;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.Symbols;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system call on the simulated kernel, as one process sees it: its descriptors are its own, the kernel may be shared.
 * What Linux has and the simulator lacks is a {@link NotSimulated} exception.
 */
public final class SimHost implements BpfHost {
    private final SimKernel kernel;
    private final FdTable fds = new FdTable();
    private final MapCalls maps;
    private final RingbufCalls ringbufs = new RingbufCalls(fds);
    private final ProgramCalls programs;
    private final LinkCalls links;
    private final BatchCommands batches;
    private final ObjectCommands objects;

    /** Creates a process without descriptors on this kernel. */
    public SimHost(SimKernel kernel) {
        this.kernel = kernel;
        this.maps = new MapCalls(kernel, fds);
        this.programs = new ProgramCalls(kernel, fds, maps);
        this.links = new LinkCalls(kernel, fds);
        this.batches = new MapBatchCalls(maps);
        this.objects = new ObjectCalls(kernel, fds, maps);
    }

    SimKernel kernel() {
        return kernel;
    }

    MapCalls maps() {
        return maps;
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public int possibleCpus() {
        return kernel.possibleCpus();
    }

    @Override
    public int createMap(MapAttr attr) {
        return maps.create(attr);
    }

    @Override
    public int lookup(int mapFd, byte[] key, byte[] value, long flags) {
        UserLane.beforeSystemCall();
        return maps.lookup(mapFd, key, value, flags);
    }

    @Override
    public int update(int mapFd, byte[] key, byte[] value, long flags) {
        UserLane.beforeSystemCall();
        return maps.update(mapFd, key, value, flags);
    }

    @Override
    public int delete(int mapFd, byte[] key) {
        UserLane.beforeSystemCall();
        return maps.delete(mapFd, key);
    }

    @Override
    public int lookupAndDelete(int mapFd, byte[] key, byte[] value, long flags) {
        UserLane.beforeSystemCall();
        return maps.lookupAndDelete(mapFd, key, value, flags);
    }

    @Override
    public int nextKey(int mapFd, byte @Nullable [] key, byte[] next) {
        UserLane.beforeSystemCall();
        return maps.nextKey(mapFd, key, next);
    }

    @Override
    public @Nullable MapInfo mapInfo(int mapFd) {
        return maps.info(mapFd);
    }

    @Override
    public int ringbufPoll(int mapFd, int milliseconds) {
        UserLane.beforeSystemCall();
        return ringbufs.poll(mapFd, milliseconds);
    }

    @Override
    public RecordOutcome ringbufTake(int mapFd) {
        UserLane.beforeSystemCall();
        return ringbufs.take(mapFd);
    }

    @Override
    public @Nullable RingbufPositions ringbufPositions(int mapFd) {
        return ringbufs.positions(mapFd);
    }

    @Override
    public Symbols symbols() {
        return kernel.symbols();
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        UserLane.beforeSystemCall();
        return batches.lookupBatch(mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        UserLane.beforeSystemCall();
        return batches.lookupAndDeleteBatch(mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        UserLane.beforeSystemCall();
        return batches.updateBatch(mapFd, batch);
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
        UserLane.beforeSystemCall();
        return batches.deleteBatch(mapFd, batch);
    }

    @Override
    public int freeze(int mapFd) {
        return objects.freeze(mapFd);
    }

    @Override
    public int nextId(ObjectKind kind, int id) {
        return objects.nextId(kind, id);
    }

    @Override
    public int openById(ObjectKind kind, int id, int flags) {
        return objects.openById(kind, id, flags);
    }

    @Override
    public int pin(int fd, String path) {
        return objects.pin(fd, path);
    }

    @Override
    public Opened openPinned(String path, int flags) {
        return objects.openPinned(path, flags);
    }

    @Override
    public int unpin(String path) {
        return objects.unpin(path);
    }

    @Override
    public int duplicate(int fd) {
        return objects.duplicate(fd);
    }

    @Override
    public LoadOutcome load(ProgAttr attr) {
        return programs.load(attr);
    }

    @Override
    public int programId(int programFd) {
        return programs.id(programFd);
    }

    @Override
    public TestRunOutcome testRun(int programFd, TestRun run) {
        return programs.testRun(programFd, run);
    }

    @Override
    public String tracepointFormat(Hook.Tracepoint tracepoint) {
        return kernel.tracepoints().format(tracepoint);
    }

    @Override
    public AttachOutcome attach(int programFd, Hook hook) {
        return links.attach(programFd, hook);
    }

    @Override
    public @Nullable LinkInfo linkInfo(int linkFd) {
        return links.info(linkFd);
    }

    @Override
    public int detach(int linkFd) {
        return links.detach(linkFd);
    }

    @Override
    public int close(int fd) {
        return fds.close(fd) ? 0 : Errno.EBADF.result();
    }

    @Override
    public void close() {
        fds.closeAll();
    }

    @Override
    public RaceOutcome race(List<Racer> racers, Schedule schedule) {
        return schedule.seed().isPresent()
                ? programs.race(racers, schedule.seed().getAsLong())
                : RaceThreads.run(this, racers, kernel::pin);
    }
}
