package dev.bpflab.record;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentComm;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperGetStackid;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.jne32;
import static dev.bpflab.asm.Asm.jsgt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Helper;
import dev.bpflab.pattern.Counter;
import dev.bpflab.sim.StackRecording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Records where tasks of a live kernel are: it runs processes that burn CPU time, that sleep and that end, samples every
 * CPU meanwhile, and walks the stack of each task that leaves its CPU. Kept are these processes, the thread that runs them,
 * the idle tasks and the kernel's own threads; nothing of other people's.
 */
public final class StackRecorder {
    /** How often a CPU is sampled: not in step with the kernel's own clock. */
    private static final int HERTZ = 999;

    private static final int DEPTH = 127;
    private static final int MANY = 16_384;

    /** So many that two stacks seldom have one bucket. */
    private static final int BUCKETS = 1 << 17;

    private static final int USER_STACK = 1 << 8;
    private static final int PROGRAMS = 30;
    private static final SleepWork DOZING = new SleepWork(StackRecording.SLEEPING, 50, Duration.ofMillis(10));

    /** TASK_INTERRUPTIBLE and TASK_UNINTERRUPTIBLE. */
    private static final Set<Integer> WAITS = Set.of(1, 2);

    private final Workspace workspace;
    private final Family family;
    private final BpfMap<Long, List<Long>> stacks;

    /** What is counted under: a task, where it was, and as what it left its CPU. */
    private record Key(int tid, int tgid, int kernel, int user, int state, String comm) {}

    private static final int KEY_AT = -40;
    private static final int TID = KEY_AT;
    private static final int TGID = KEY_AT + 4;
    private static final int KERNEL = KEY_AT + 8;
    private static final int USER = KEY_AT + 12;
    private static final int STATE = KEY_AT + 16;
    private static final int COMM_AT = KEY_AT + 20;

    /** Creates a recorder on a workspace of its own, on which it leaves nothing open but the maps of stacks. */
    public StackRecorder(Workspace workspace) {
        this.workspace = workspace;
        this.family = new Family(workspace);
        this.stacks = workspace.create(MapSpec.stackTrace("stacks", DEPTH).maxEntries(BUCKETS));
    }

    /**
     * Records.
     *
     * @param burning for how much CPU time a process burns; it all takes longer by some seconds
     * @throws dev.bpflab.bpf.BpfException EPERM when this user may not sample or not read the kernel's symbols
     */
    public StackRecording record(Duration burning) {
        try (BpfMap<Key, Long> samples = counts("samples");
                BpfMap<Key, Long> switches = counts("switches");
                Counter<Key> sampled = new Counter<>(samples);
                Counter<Key> switched = new Counter<>(switches)) {
            Tasks tasks = Tasks.of(ThreadIds.own());
            // What is read has to be still meanwhile.
            watch(sampled, switched, () -> run(burning, tasks));
            List<StackRecording.Stack> all = new ArrayList<>(read(samples, StackRecording.At.SAMPLE, tasks));
            all.addAll(read(switches, StackRecording.At.SWITCH, tasks));
            return new StackRecording(all);
        }
    }

    private void watch(Counter<Key> sampled, Counter<Key> switched, Runnable action) {
        List<Link> links = new ArrayList<>();
        try {
            links.add(family.follow());
            links.add(sampling(sampled));
            links.add(switching(switched));
            action.run();
        } finally {
            links.forEach(Link::close);
        }
    }

    private void run(Duration burning, Tasks tasks) {
        tasks.add(workspace.burnCpu(new CpuWork(StackRecording.BURNING, burning)), StackRecording.BURNING);
        tasks.add(workspace.sleepIn(DOZING), StackRecording.SLEEPING);
        for (StartedProcess process : workspace.runProcesses(StackRecording.PROGRAM, PROGRAMS)) {
            tasks.add(process, StackRecording.PROGRAM);
        }
    }

    private BpfMap<Key, Long> counts(String name) {
        return workspace.create(
                MapSpec.hash(name, struct(Key.class, field("comm", COMM)), U64).maxEntries(MANY));
    }

    private Link sampling(Counter<Key> counter) {
        var program = assemble(mov(R6, R1), mov(R7, 0), counted(counter));
        return workspace.attach(workspace.load(program, ProgramType.PERF_EVENT), Bpf.perfSampling(HERTZ));
    }

    private Link switching(Counter<Key> counter) {
        Hook hook = Bpf.tracepoint("sched", "sched_switch");
        var program = assemble(workspace.fields(hook), mov(R6, R1), loadField(R7, R6, "prev_state"), counted(counter));
        return workspace.attach(workspace.load(program, ProgramType.TRACEPOINT), hook);
    }

    /** Counts the current task; R6 is the context and R7 the state. */
    private Item counted(Counter<Key> counter) {
        return seq(
                storeMem(W, R10, STATE, R7),
                ours(),
                helperGetCurrentPidTgid(),
                storeMem(W, R10, TID, R0),
                rsh(R0, 32),
                storeMem(W, R10, TGID, R0),
                stack(KERNEL, 0),
                stack(USER, USER_STACK),
                storeMem(W, R10, KEY_AT + 36, 0),
                mov(R1, R10),
                add(R1, COMM_AT),
                helperGetCurrentComm(R1, 16),
                counter.count(KEY_AT),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Leaves when the task does not belong into the recording: other people's would fill the maps. */
    private Item ours() {
        return seq(
                family.lookUp(),
                jne(R0, 0, "family"),
                // Only threads of the kernel and idle tasks have no stack in userspace.
                mov(R1, R6),
                mov(R2, R10),
                add(R2, KEY_AT),
                mov(R3, Long.BYTES),
                mov(R4, USER_STACK),
                call(Helper.GET_STACK),
                jsgt(R0, 0, "out"),
                jmp("ours"),
                label("family"),
                loadMem(W, R1, R0, 0),
                jne(R1, Family.ROOT, "ours"),
                helperGetCurrentPidTgid(),
                jne32(R0, ThreadIds.own(), "out"),
                label("ours"));
    }

    private Item stack(int at, int flags) {
        return seq(mov(R1, R6), ldMapFd(R2, stacks), helperGetStackid(R1, R2, flags), storeMem(W, R10, at, R0));
    }

    private List<StackRecording.Stack> read(BpfMap<Key, Long> counts, StackRecording.At at, Tasks tasks) {
        Map<Written, Long> lines = new LinkedHashMap<>();
        for (CountedStack<Key> stack : profile(counts, tasks).stacks()) {
            Key key = stack.key();
            if (tasks.role(key.tid(), key.comm()).equals(StackRecording.PARENT) && !WAITS.contains(key.state())) {
                // Where the workbench itself is while it works is of no interest.
                continue;
            }
            int pid = tasks.isThread(key.tid()) ? key.tid() : 0;
            Written line = Written.of(stack.frames(), tasks.role(key.tid(), key.comm()), pid, key.state());
            lines.merge(line, stack.count(), Long::sum);
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey().counted(at, line.getValue()))
                .toList();
    }

    /** Returns what was counted of the tasks that belong into the recording, without stacks of which one was lost. */
    private StackProfile<Key> profile(BpfMap<Key, Long> counts, Tasks tasks) {
        Predicate<Key> ours =
                key -> !tasks.role(key.tid(), key.comm()).isEmpty() && isThere(key.kernel()) && isThere(key.user());
        return StackProfile.of(
                        counts, key -> ours.test(key) ? stacks.frames(key.kernel(), key.user(), key.tgid()) : List.of())
                .where(ours);
    }

    private static boolean isThere(int id) {
        return id >= 0 || id == Errno.EFAULT.result();
    }
}
