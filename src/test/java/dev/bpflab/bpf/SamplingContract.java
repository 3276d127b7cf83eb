package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Program;
import dev.bpflab.kernel.KernelHas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program that samples the CPUs sees of a process that burns their time: the same on both stages. */
public abstract class SamplingContract {
    private static final int USER_STACK = 1 << 8;
    private static final int REUSE_STACKID = 1 << 10;
    private static final int HERTZ = 999;

    private Workspace workspace;
    private BpfMap<?, ?> stacks;
    private BpfMap<Stack, Long> counts;
    private BpfMap<Both, Long> both;

    /** The stacks of a process in the kernel and in its program. */
    public record Both(int pid, int kernel, int user) {}

    /** A stack of a process. */
    public record Stack(int pid, int id) {}

    /** Opens a host with its stage. */
    protected abstract Workspace open();

    @BeforeEach
    void openWorkspace() {
        workspace = open();
        stacks = workspace.create(MapSpec.of(MapType.STACK_TRACE, 4, 127 * 8, 16_384));
        counts = workspace.create(
                MapSpec.hash("counts", Codecs.struct(Stack.class), U64).maxEntries(10_000));
        both = workspace.create(
                MapSpec.hash("both", Codecs.struct(Both.class), U64).maxEntries(10_000));
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    /** Counts by the process and the stack that it is in, or the errno where there is none to walk. */
    private Program profiling(int flags) {
        return assemble(
                mov(R6, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -8, R0),
                mov(R1, R6),
                ldMapFd(R2, stacks),
                mov(R3, flags),
                call(Helper.GET_STACKID),
                storeMem(W, R10, -4, R0),
                mov(R2, R10),
                add(R2, -8),
                ldMapFd(R1, counts),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "first"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                jmp("out"),
                label("first"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, -8),
                mov(R3, R10),
                add(R3, -16),
                ldMapFd(R1, counts),
                mov(R4, 0),
                helperMapUpdateElem(R1, R2, R3, R4),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    private StartedProcess profile(int flags) {
        BpfProgram program = workspace.load(profiling(flags), ProgramType.PERF_EVENT);
        try (Link link = workspace.attach(program, Bpf.perfSampling(HERTZ))) {
            assertThat(link.info()).isPresent();
            return workspace.burnCpu(new CpuWork("hot", Duration.ofMillis(600)));
        }
    }

    /** Returns how many of a process's samples have such functions, the innermost first. */
    private Map<List<String>, Long> stacksOf(StartedProcess process, boolean user) {
        Map<List<String>, Long> samples = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Entry<Stack, Long> entry : counts) {
            Stack stack = entry.key();
            if (stack.pid() == process.pid() && stack.id() >= 0) {
                List<Frame> frames = user ? stacks.frames(stack.id(), stack.pid()) : stacks.frames(stack.id());
                List<String> names = frames.stream()
                        .map(frame -> frame.symbol().map(Symbol::name).orElse("?"))
                        .toList();
                samples.merge(names, entry.value(), Long::sum);
            }
        }
        return samples;
    }

    @Test
    void mostSamplesAreInTheNamedFunctionThatMainCalls() {
        KernelHas.assumeTimers();
        Map<List<String>, Long> samples = stacksOf(profile(USER_STACK | REUSE_STACKID), true);
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        // 0.6 s of CPU time at 999 Hz, and the kernel ends the process at a tick of its own
        assertThat(all).isBetween(400L, 750L);
        assertThat(samples.getOrDefault(List.of("hot", "main", "_start"), 0L)).isGreaterThan(all / 2);
        assertThat(samples.getOrDefault(List.of("fill_random", "main", "_start"), 0L))
                .isGreaterThan(all / 50);
    }

    @Test
    void inTheKernelItIsInTheSystemCall() {
        Map<List<String>, Long> samples = stacksOf(profile(REUSE_STACKID), false);
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        long inCall = samples.entrySet().stream()
                .filter(each -> each.getKey().contains("get_random_bytes_user"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(inCall).isGreaterThan(all / 2);
    }

    @Test
    void whereThereIsNoKernelStackTheIdIsAnErrno() {
        StartedProcess process = profile(REUSE_STACKID);
        assertThat(counts.get(new Stack((int) process.pid(), Errno.EFAULT.result())))
                .isGreaterThan(100);
    }

    @Test
    void kernelAndUserStackTogetherGoFromTheKernelToTheBeginningOfTheProgram() {
        StartedProcess process = profileBoth();
        StackProfile<Both> profile = StackProfile.of(both, key -> stacks.frames(key.kernel(), key.user(), key.pid()))
                .where(key -> key.pid() == process.pid());
        assertThat(profile.folded())
                .anyMatch(line -> line.matches("_start;main;hot \\d+"))
                .anyMatch(line ->
                        line.matches("_start;main;fill_random;entry_\\w+_\\[k];.*__x64_sys_getrandom_\\[k];.* \\d+"));
        FunctionShare hottest = profile.functions().get(0);
        assertThat(hottest.function()).isEqualTo("hot");
        assertThat(hottest.selfPercent()).isGreaterThan(50);
    }

    private StartedProcess profileBoth() {
        Program program = assemble(
                mov(R6, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -12, R0),
                mov(R1, R6),
                ldMapFd(R2, stacks),
                mov(R3, 0),
                call(Helper.GET_STACKID),
                storeMem(W, R10, -8, R0),
                mov(R1, R6),
                ldMapFd(R2, stacks),
                mov(R3, USER_STACK),
                call(Helper.GET_STACKID),
                storeMem(W, R10, -4, R0),
                storeMem(DW, R10, -24, 1),
                ldMapFd(R1, both),
                mov(R2, R10),
                add(R2, -12),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "first"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                jmp("out"),
                label("first"),
                ldMapFd(R1, both),
                mov(R2, R10),
                add(R2, -12),
                mov(R3, R10),
                add(R3, -24),
                mov(R4, 0),
                helperMapUpdateElem(R1, R2, R3, R4),
                label("out"),
                mov(R0, 0),
                exitInsn());
        try (Link link = workspace.attach(workspace.load(program, ProgramType.PERF_EVENT), Bpf.perfSampling(HERTZ))) {
            assertThat(link.isClosed()).isFalse();
            return workspace.burnCpu(new CpuWork("hot", Duration.ofMillis(300)));
        }
    }

    @Test
    void aProcessSleepsAsOftenAndAsLongAsItWasTold() {
        BpfMap<Long, Long> off = workspace.create(MapSpec.hash("off", U32, U64).maxEntries(10_000));
        Hook hook = Bpf.tracepoint("sched", "sched_switch");
        Program program = assemble(
                workspace.fields(hook),
                loadField(R2, R1, "prev_pid"),
                storeMem(W, R10, -4, R2),
                loadField(R2, R1, "prev_state"),
                jne(R2, 1, "out"),
                ldMapFd(R1, off),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "first"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                jmp("out"),
                label("first"),
                storeMem(DW, R10, -16, 1),
                ldMapFd(R1, off),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                helperMapUpdateElem(R1, R2, R3, R4),
                label("out"),
                mov(R0, 0),
                exitInsn());
        StartedProcess process;
        try (Link link = workspace.attach(workspace.load(program, ProgramType.TRACEPOINT), hook)) {
            assertThat(link.isClosed()).isFalse();
            process = workspace.sleepIn(new SleepWork("wait_a_while", 12, Duration.ofMillis(2)));
        }
        assertThat(process.comm()).isEqualTo("wait_a_while");
        assertThat(process.execs()).isOne();
        assertThat(workspace.started()).containsExactly(process);
        // On a busy machine a sleep may be over before the process has left its CPU.
        assertThat(off.get(process.pid())).isBetween(6L, 12L);
    }

    @ParameterizedTest
    @CsvSource({
        "main, 1, 10, sleep in 'main': EINVAL (that is no name for a function here; use 1 to 15 letters",
        "nap, 0, 10, sleep in 'nap': EINVAL (it cannot sleep 0 times; use 1 to 10000)",
        "nap, 10001, 1, sleep in 'nap': EINVAL (it cannot sleep 10001 times; use 1 to 10000)",
        "nap, 3, 0, sleep in 'nap': EINVAL (3 times 0 ms; use 1 ms or more",
        "nap, 61, 1000, sleep in 'nap': EINVAL (61 times 1000 ms; use 1 ms or more",
    })
    void saysHowItCannotSleep(String function, int times, long millis, String message) {
        assertThatThrownBy(() -> new SleepWork(function, times, Duration.ofMillis(millis)))
                .hasMessageStartingWith(message);
    }

    @Test
    void aSleepingProcessIsEndedByAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> workspace.sleepIn(new SleepWork("nap", 60, Duration.ofSeconds(1))))
                .hasMessage("sleep in 'nap': EINTR (it was interrupted)");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void everyFunctionOfTheKernelsTableIsFoundWhereItBegins() {
        Symbols symbols = workspace.host().symbols();
        List<String> lines = symbols.kallsyms()
                .lines()
                .filter(line -> line.matches("\\w+ [Tt] .*"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(100);
        Symbols.Lookup kernel = symbols.kernel();
        Map<String, List<String>> names = lines.stream()
                .map(line -> line.split("[ \t]+", -1))
                .collect(Collectors.groupingBy(
                        words -> words[0], Collectors.mapping(words -> words[2], Collectors.toList())));
        for (int i = 0; i < lines.size(); i += 1 + lines.size() / 500) {
            String address = lines.get(i).substring(0, 16);
            Symbol found = kernel.find(Long.parseUnsignedLong(address, 16)).orElseThrow();
            assertThat(found.offset()).as(lines.get(i)).isZero();
            assertThat(names.get(address)).contains(found.name());
        }
    }

    @Test
    void theProcessIsCalledAsTheFunctionAndHasExecutedOnce() {
        StartedProcess process = workspace.burnCpu(new CpuWork("spin", Duration.ofMillis(1)));
        assertThat(process.comm()).isEqualTo("spin");
        assertThat(process.execs()).isOne();
        assertThat(workspace.started()).containsExactly(process);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10, burn CPU in '': EINVAL (that is no name for a function here; use 1 to 15 letters",
        "a b, 10, burn CPU in 'a b': EINVAL (that is no name for a function here; use 1 to 15 letters",
        "main, 10, burn CPU in 'main': EINVAL (that is no name for a function here; use 1 to 15 letters",
        "a_name_of_16_let, 10, burn CPU in 'a_name_of_16_let': EINVAL (that is no name for a function here; use 1 to 15 letters",
        "hot, 0, burn CPU in 'hot': EINVAL (the time is 0 ms; use 1 ms to 60 s",
        "hot, 60001, burn CPU in 'hot': EINVAL (the time is 60001 ms; use 1 ms to 60 s",
    })
    void saysWhatCannotBeBurned(String function, long millis, String message) {
        assertThatThrownBy(() -> new CpuWork(function, Duration.ofMillis(millis)))
                .hasMessageStartingWith(message);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> workspace.burnCpu(new CpuWork("hot", Duration.ofSeconds(60))))
                .hasMessage("burn CPU in 'hot': EINTR (it was interrupted)");
        assertThat(Thread.interrupted()).isTrue();
    }
}
