package dev.bpflab.bpf;

import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.bpf.traffic.TrafficSource;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host with its stage and everything that is open on them. Closing it detaches, unloads and closes all.
 *
 * <p>The function vocabulary ({@link Bpf}) works on the {@link #current()} workspace of its thread.
 */
public final class Workspace implements AutoCloseable {
    private static final InheritableThreadLocal<@Nullable Workspace> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile @Nullable Workspace lastUsed;

    private final BpfHost host;
    private final Stage stage;
    private final OpenMaps maps;
    private final Races races = new Races(this);
    private final List<BpfProgram> programs = new CopyOnWriteArrayList<>();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final List<StartedProcess> started = new CopyOnWriteArrayList<>();
    private final Map<Integer, HandWritten> handWritten = new ConcurrentHashMap<>();
    private final Deliveries deliveries = new Deliveries();
    private volatile TrafficSource traffic = TrafficSource.SILENT;

    /** Creates a workspace that owns the host and the stage. */
    public Workspace(BpfHost host, Stage stage) {
        this.host = host;
        this.stage = stage;
        this.maps = new OpenMaps(host);
    }

    /** Returns the workspace of this thread, of the thread that started it, or else the one used last. */
    public static Workspace current() {
        Workspace own = OF_THREAD.get();
        Workspace workspace = own != null ? own : lastUsed;
        if (workspace == null) {
            throw new BpfException("find the workspace", Errno.ENXIO, "none is in use", "call Workspace.use() first");
        }
        return workspace;
    }

    /** Makes this the {@link #current()} workspace of the calling thread and of threads that it starts from now on. */
    public void use() {
        OF_THREAD.set(this);
        lastUsed = this;
    }

    /** Returns which keys of a map userspace has set, through whatever descriptor of this workspace. */
    public HandWritten handWritten(BpfMap<?, ?> map) {
        return handWritten.computeIfAbsent(map.id(), id -> new HandWritten());
    }

    /** Returns the host. */
    public BpfHost host() {
        return host;
    }

    /** Returns the stage; what it does is remembered only when it is asked for here. */
    public Stage stage() {
        return stage;
    }

    /** Returns the open maps, oldest first. One that nobody refers to any more is closed some time after. */
    public List<BpfMap<?, ?>> maps() {
        return maps.all();
    }

    /** Returns the loaded programs, oldest first. */
    public List<BpfProgram> programs() {
        return List.copyOf(programs);
    }

    /** Returns the links that are attached, oldest first. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** Returns the processes that were run here, oldest first. */
    public List<StartedProcess> started() {
        return List.copyOf(started);
    }

    /** Returns the packets that were sent here, oldest first. */
    public List<Packets> sent() {
        return deliveries.sent();
    }

    /**
     * Returns what was sent here while a program that names the map was attached, oldest first, once for each link.
     */
    public List<Passing> seenBy(BpfMap<?, ?> map) {
        return deliveries.whileAttached(map);
    }

    /** Creates a map; throws with the host's errno when it refuses. */
    public <K, V> BpfMap<K, V> create(MapSpec<K, V> spec) {
        maps.closeUnreachable();
        MapSpec<?, ?> inner = spec.inner();
        if (inner == null) {
            return adopt(spec, created(spec, spec.attr()));
        }
        int innerFd = created(inner, inner.attr());
        try {
            MapAttr attr = spec.attr();
            MapAttr outer = new MapAttr(
                    attr.type(),
                    attr.keySize(),
                    attr.valueSize(),
                    attr.maxEntries(),
                    attr.flags(),
                    attr.name(),
                    innerFd);
            return adopt(spec, created(spec, outer));
        } finally {
            host.close(innerFd);
        }
    }

    private int created(MapSpec<?, ?> spec, MapAttr attr) {
        int fd = host.createMap(attr);
        if (fd < 0) {
            throw MapCreationFailures.of(spec, Errno.ofResult(fd));
        }
        return fd;
    }

    /** Returns the maps that the host has, whoever made them. */
    public HostMaps hostMaps() {
        return new HostMaps(this);
    }

    /** Takes over an open descriptor of a map. */
    <K, V> BpfMap<K, V> adopt(MapSpec<K, V> spec, int fd) {
        BpfMap<K, V> map = new BpfMap<>(this, spec, fd);
        maps.add(map, fd);
        return map;
    }

    /** Takes over an open descriptor of a loaded program. */
    BpfProgram adopt(ProgramSpec spec, int fd, VerifierLog log) {
        BpfProgram program = new BpfProgram(this, spec, fd, log);
        programs.add(program);
        return program;
    }

    /** Takes over an open descriptor of a link. */
    Link adopt(BpfProgram program, Hook hook, int fd) {
        Link link = new Link(this, program, hook, fd);
        links.add(link);
        return link;
    }

    /** Verifies and loads a program; throws {@link VerifierException} when the verifier rejects it. */
    public BpfProgram load(ProgramSpec spec) {
        String operation = "load program" + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'");
        byte[] insns = InsnCodec.encode(spec.program().link(map -> descriptorOf(map, operation)));
        ProgAttr quiet = new ProgAttr(spec.type().number(), insns, spec.license(), spec.name(), 1);
        LoadOutcome outcome = host.load(quiet);
        if (outcome.result() < 0) {
            throw ProgramFailures.ofLoad(operation, spec, outcome);
        }
        return adopt(spec, outcome.result(), new VerifierLog(outcome.log()));
    }

    /** Verifies and loads an unnamed GPL program. */
    public BpfProgram load(Program program, ProgramType type) {
        return load(ProgramSpec.of(program, type));
    }

    /** Returns the fields of what a hook gives programs as their context; ENOENT for a tracepoint that there is not. */
    public ContextFields fields(Hook hook) {
        return hook.accept(new HookFields(host));
    }

    /** Attaches a loaded program. */
    public Link attach(BpfProgram program, Hook hook) {
        String operation = "attach to " + hook.describe();
        AttachOutcome outcome = host.attach(program.fdIn(this, operation), hook);
        if (outcome.result() < 0) {
            throw ProgramFailures.ofAttach(operation, outcome);
        }
        return adopt(program, hook, outcome.result());
    }

    /** Runs a loaded program once on this data; ENOTSUPP for program types that the kernel cannot test-run. */
    public TestRunOutcome testRun(BpfProgram program, byte[] data) {
        return testRun(program, TestRun.of(data));
    }

    /**
     * Runs a loaded program on given data, context or arguments, as often as is said, see {@link BpfHost#testRun};
     * ENOTSUPP for program types that the kernel cannot test-run, EINVAL, E2BIG, ENODEV and ENXIO for what it does not take,
     * EINTR when the calling thread is interrupted.
     */
    public TestRunOutcome testRun(BpfProgram program, TestRun run) {
        String operation = "test-run program " + program.id();
        TestRunOutcome outcome = host.testRun(program.fdIn(this, operation), run);
        if (outcome.result() < 0) {
            throw ProgramFailures.ofTestRun(operation, program.spec().type(), run, outcome);
        }
        return outcome;
    }

    /** Returns what makes and runs races here. */
    Races races() {
        return races;
    }

    /** Runs a command so many times on the stage, see {@link Stage#runProcesses}. */
    public List<StartedProcess> runProcesses(String command, int times) {
        List<StartedProcess> processes = stage.runProcesses(command, times);
        started.addAll(processes);
        return processes;
    }

    /** Runs one process that executes several programs in turn, see {@link Stage#runExecChain}. */
    public StartedProcess runExecChain(String command, int execs) {
        StartedProcess process = stage.runExecChain(command, execs);
        started.add(process);
        return process;
    }

    /** Burns CPU time on the stage, see {@link Stage#burnCpu}. */
    public StartedProcess burnCpu(CpuWork work) {
        StartedProcess process = stage.burnCpu(work);
        started.add(process);
        return process;
    }

    /** Sends packets on the stage, see {@link Stage#sendPackets}. */
    public void sendPackets(Packets packets) {
        List<Link> attached = links();
        stage.sendPackets(packets);
        deliveries.add(packets, attached);
    }

    /** Sends several such packets in this order. */
    public void sendPackets(List<Packets> packets) {
        List<Link> attached = links();
        stage.sendPackets(packets);
        packets.forEach(each -> deliveries.add(each, attached));
    }

    /** Lets a process sleep on the stage, see {@link Stage#sleepIn}. */
    public StartedProcess sleepIn(SleepWork work) {
        StartedProcess process = stage.sleepIn(work);
        started.add(process);
        return process;
    }

    /** Lets {@link #sendTraffic} follow a recording, with what chance decides coming from a seed. */
    public void follow(Supplier<TrafficRecording> recording, long seed) {
        follow(TrafficSource.of(recording, seed));
    }

    /** Lets {@link #sendTraffic} send what comes from there. */
    public void follow(TrafficSource source) {
        traffic = source;
    }

    /** Returns where the packets of {@link #sendTraffic} come from. */
    public TrafficSource traffic() {
        return traffic;
    }

    /** Returns whether there is a recording for {@link #sendTraffic} to follow. */
    public boolean hasTraffic() {
        return !traffic.isSilent();
    }

    /**
     * Sends so many packets on the stage that are like those of a recording of a real machine; EINVAL for a negative number,
     * ENODATA when there is no recording.
     */
    public Traffic sendTraffic(int count) {
        String operation = "send traffic";
        if (count < 1) {
            throw new BpfException(operation, Errno.EINVAL, count + " packets are no traffic", "use 1 or more");
        }
        if (traffic.isSilent()) {
            throw new BpfException(
                    operation, Errno.ENODATA, "no recording is there to follow", "use sendPackets(sizes)");
        }
        List<Packets> like = traffic.next(count);
        sendPackets(like);
        return new Traffic(like);
    }

    /** Returns every link of the machine, also those of others, by rising id. */
    public List<LinkInfo> allLinks() {
        List<LinkInfo> all = new ArrayList<>();
        int id = host.nextId(ObjectKind.LINK, 0);
        for (; id > 0; id = host.nextId(ObjectKind.LINK, id)) {
            int fd = host.openById(ObjectKind.LINK, id, 0);
            // Links come and go meanwhile.
            if (fd >= 0) {
                LinkInfo info = host.linkInfo(fd);
                host.close(fd);
                if (info != null) {
                    all.add(info);
                }
            }
        }
        if (id != Errno.ENOENT.result()) {
            throw ProgramFailures.ofLink("list the links", Errno.ofResult(id));
        }
        return List.copyOf(all);
    }

    /** Detaches, unloads and closes everything that is open here, but neither the host nor the stage. */
    public void closeAll() {
        links().forEach(Link::close);
        programs().forEach(BpfProgram::close);
        maps().forEach(BpfMap::close);
    }

    @Override
    public void close() {
        closeAll();
        stage.close();
        host.close();
        if (lastUsed == this) {
            lastUsed = null;
        }
        if (OF_THREAD.get() == this) {
            OF_THREAD.remove();
        }
    }

    void forget(BpfObject object) {
        if (object instanceof BpfMap<?, ?> map) {
            maps.remove(map);
        }
        programs.removeIf(open -> open == object);
        links.removeIf(open -> open == object);
    }

    private int descriptorOf(MapRef map, String operation) {
        if (map instanceof BpfMap<?, ?> live) {
            return live.fdIn(this, operation);
        }
        throw new BpfException(operation, Errno.EBADF, "map '" + map.name() + "' is not live", "create it first");
    }
}
