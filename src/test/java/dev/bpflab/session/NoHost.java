package dev.bpflab.session;

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
import dev.bpflab.bpf.QuietStage;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Symbols;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.bpf.Workspace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host with hash maps without limits and nothing else, and a stage on which nothing runs: enough to type at. */
public final class NoHost implements BpfHost, QuietStage {
    private static final int NONE = Errno.ENOTSUPP.result();
    private static final BatchOutcome NO_BATCH = new BatchOutcome(NONE, 0);

    private final List<MapAttr> attrs = new ArrayList<>();
    private final List<Map<ByteBuffer, byte[]>> maps = new ArrayList<>();

    /** Returns a workspace on such a host. */
    public static Workspace workspace() {
        NoHost host = new NoHost();
        return new Workspace(host, host);
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public int possibleCpus() {
        return 1;
    }

    @Override
    public int createMap(MapAttr attr) {
        if (attr.maxEntries() == 0) {
            return Errno.EINVAL.result();
        }
        attrs.add(attr);
        maps.add(new LinkedHashMap<>());
        return maps.size() - 1;
    }

    @Override
    public int lookup(int mapFd, byte[] key, byte[] value, long flags) {
        byte[] found = maps.get(mapFd).get(ByteBuffer.wrap(key));
        if (found == null) {
            return Errno.ENOENT.result();
        }
        System.arraycopy(found, 0, value, 0, value.length);
        return 0;
    }

    @Override
    public int update(int mapFd, byte[] key, byte[] value, long flags) {
        maps.get(mapFd).put(ByteBuffer.wrap(key.clone()), value.clone());
        return 0;
    }

    @Override
    public int delete(int mapFd, byte[] key) {
        return maps.get(mapFd).remove(ByteBuffer.wrap(key)) == null ? Errno.ENOENT.result() : 0;
    }

    @Override
    public int lookupAndDelete(int mapFd, byte[] key, byte[] value, long flags) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public int nextKey(int mapFd, byte @Nullable [] key, byte[] next) {
        List<ByteBuffer> keys = new ArrayList<>(maps.get(mapFd).keySet());
        int index = key == null ? 0 : keys.indexOf(ByteBuffer.wrap(key)) + 1;
        if (index >= keys.size()) {
            return Errno.ENOENT.result();
        }
        keys.get(index).duplicate().get(next);
        return 0;
    }

    @Override
    public MapInfo mapInfo(int mapFd) {
        return new MapInfo(mapFd + 1, attrs.get(mapFd));
    }

    @Override
    public int ringbufPoll(int mapFd, int milliseconds) {
        return Errno.EINVAL.result();
    }

    @Override
    public RecordOutcome ringbufTake(int mapFd) {
        return RecordOutcome.failed(Errno.EINVAL.result());
    }

    @Override
    public @Nullable RingbufPositions ringbufPositions(int mapFd) {
        return null;
    }

    @Override
    public Symbols symbols() {
        throw new AssertionError("no stack is ever walked");
    }

    @Override
    public BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return NO_BATCH;
    }

    @Override
    public BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch) {
        return NO_BATCH;
    }

    @Override
    public BatchOutcome updateBatch(int mapFd, Batch batch) {
        return NO_BATCH;
    }

    @Override
    public BatchOutcome deleteBatch(int mapFd, Batch batch) {
        return NO_BATCH;
    }

    @Override
    public int freeze(int mapFd) {
        return NONE;
    }

    @Override
    public int nextId(ObjectKind kind, int id) {
        return NONE;
    }

    @Override
    public int openById(ObjectKind kind, int id, int flags) {
        return NONE;
    }

    @Override
    public int pin(int fd, String path) {
        return NONE;
    }

    @Override
    public Opened openPinned(String path, int flags) {
        return Opened.failed(NONE);
    }

    @Override
    public int unpin(String path) {
        return NONE;
    }

    @Override
    public int duplicate(int fd) {
        return NONE;
    }

    @Override
    public LoadOutcome load(ProgAttr attr) {
        String log = "0: (95) exit\nR0 !read_ok\nprocessed 1 insns (limit 1000000)\n";
        return new LoadOutcome(Errno.EACCES.result(), log);
    }

    @Override
    public int programId(int programFd) {
        return Errno.EBADF.result();
    }

    @Override
    public TestRunOutcome testRun(int programFd, TestRun run) {
        throw new AssertionError("no program is ever loaded");
    }

    @Override
    public String tracepointFormat(Hook.Tracepoint tracepoint) {
        throw new AssertionError("no fields are ever asked for");
    }

    @Override
    public AttachOutcome attach(int programFd, Hook hook) {
        throw new AssertionError("no program is ever loaded");
    }

    @Override
    public @Nullable LinkInfo linkInfo(int linkFd) {
        return null;
    }

    @Override
    public int detach(int linkFd) {
        return Errno.EBADF.result();
    }

    @Override
    public int close(int fd) {
        return 0;
    }

    @Override
    public List<StartedProcess> runProcesses(String command, int times) {
        throw new BpfException("run " + command, Errno.ENOENT, "nothing runs on this stage", null);
    }

    @Override
    public StartedProcess runExecChain(String command, int execs) {
        throw new BpfException("run " + command, Errno.ENOENT, "nothing runs on this stage", null);
    }

    @Override
    public void close() {}

    @Override
    public RaceOutcome race(List<Racer> racers, Schedule schedule) {
        throw new AssertionError("no program is ever loaded");
    }
}
