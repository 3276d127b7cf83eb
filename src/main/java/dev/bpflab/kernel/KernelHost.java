package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchCommands;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.BpfException;
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
 * The running Linux kernel as a host. Only descriptors that it gave are ever used: any other number is -EBADF without a
 * system call, and nothing of it outlives {@link #close()} or the process. {@link #probe()} says whether it can be used.
 */
public final class KernelHost implements BpfHost {
    private final DescriptorTable table = new DescriptorTable();
    private final int possibleCpus;
    private final MapCommands maps;
    private final RingbufCommands ringbufs;
    private final KernelSymbols symbols;
    private final ProgramCommands programs;
    private final LinkCommands links;
    private final Attacher attacher;
    private final StageNetwork network;
    private final BatchCommands batches;
    private final ObjectCommands objects;

    /**
     * Opens the kernel without a stage, so that programs are attached to interfaces on which nothing moves, see
     * {@link Live}; {@link UnsupportedOperationException} or a {@link LinkageError} where {@link #probe()} says no.
     */
    public KernelHost() {
        this(new LiveStage(), PinLog.NONE);
    }

    KernelHost(LiveStage stage, PinLog pinLog) {
        network = stage.network();
        symbols = new KernelSymbols(stage.ended());
        possibleCpus = CpuList.possible();
        maps = new MapCommands(table, possibleCpus);
        ringbufs = new RingbufCommands(table);
        programs = new ProgramCommands(table, network);
        links = new LinkCommands(table);
        attacher = new Attacher(table, network);
        batches = new KernelBatches(table);
        objects = new KernelObjects(table, possibleCpus, pinLog);
    }

    /** Returns whether the kernel can be used, found out by using it; on other systems than Linux nothing native is loaded. */
    public static KernelProbe probe() {
        return KernelProber.probe();
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public int possibleCpus() {
        return possibleCpus;
    }

    @Override
    public int createMap(MapAttr attr) {
        return maps.create(attr);
    }

    @Override
    public int lookup(int mapFd, byte[] key, byte[] value, long flags) {
        return maps.lookup(mapFd, key, value, flags);
    }

    @Override
    public int update(int mapFd, byte[] key, byte[] value, long flags) {
        return maps.update(mapFd, key, value, flags);
    }

    @Override
    public int delete(int mapFd, byte[] key) {
        return maps.delete(mapFd, key);
    }

    @Override
    public int lookupAndDelete(int mapFd, byte[] key, byte[] value, long flags) {
        return maps.lookupAndDelete(mapFd, key, value, flags);
    }

    @Override
    public int nextKey(int mapFd, byte @Nullable [] key, byte[] next) {
        return maps.nextKey(mapFd, key, next);
    }

    @Override
    public @Nullable MapInfo mapInfo(int mapFd) {
        return maps.info(mapFd);
    }

    @Override
    public int ringbufPoll(int mapFd, int milliseconds) {
        return ringbufs.poll(mapFd, milliseconds);
    }

    @Override
    public RecordOutcome ringbufTake(int mapFd) {
        return ringbufs.take(mapFd);
    }

    @Override
    public @Nullable RingbufPositions ringbufPositions(int mapFd) {
        return ringbufs.positions(mapFd);
    }

    @Override
    public Symbols symbols() {
        return symbols;
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return batches.lookupBatch(mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return batches.lookupAndDeleteBatch(mapFd, from, next, batch);
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        return batches.updateBatch(mapFd, batch);
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
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
        symbols.forget();
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
    public boolean hasVersion4() {
        return programs.hasVersion4();
    }

    @Override
    public String tracepointFormat(Hook.Tracepoint tracepoint) {
        try (TraceFs tracefs = TraceFs.open()) {
            return tracefs.format(tracepoint);
        } catch (AttachFailure e) {
            AttachOutcome why = e.outcome();
            throw new BpfException(
                    "read the fields of " + tracepoint.describe(),
                    Errno.ofResult(why.result()),
                    why.cause(),
                    why.remedy().isEmpty() ? null : why.remedy());
        }
    }

    @Override
    public AttachOutcome attach(int programFd, Hook hook) {
        return attacher.attach(programFd, hook);
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
        return table.close(fd) ? 0 : Errno.EBADF.result();
    }

    @Override
    public void close() {
        table.close();
        network.close();
    }

    @Override
    public RaceOutcome race(List<Racer> racers, Schedule schedule) {
        return RaceThreads.run(this, racers, Affinity::pin);
    }
}
