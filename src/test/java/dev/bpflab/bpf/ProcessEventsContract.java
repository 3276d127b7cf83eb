package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
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

import dev.bpflab.asm.Item;
import dev.bpflab.isa.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs at tracepoints see of a process from its fork to its end: the same on both hosts. */
public abstract class ProcessEventsContract {
    private static final Hook.Tracepoint FORK = new Hook.Tracepoint("sched", "sched_process_fork");
    private static final Hook.Tracepoint EXEC = new Hook.Tracepoint("sched", "sched_process_exec");
    private static final Hook.Tracepoint EXIT = new Hook.Tracepoint("sched", "sched_process_exit");
    private static final Hook.Tracepoint SWITCH = new Hook.Tracepoint("sched", "sched_switch");
    private static final Hook.Tracepoint RSS_STAT = new Hook.Tracepoint("kmem", "rss_stat");
    private static final Hook.Tracepoint ENTER = new Hook.Tracepoint("raw_syscalls", "sys_enter");
    private static final Hook.Tracepoint RETURN = new Hook.Tracepoint("raw_syscalls", "sys_exit");

    private static final int EXECVE = 59;
    private static final int EXIT_GROUP = 231;
    private static final int SET_TID_ADDRESS = 218;
    private static final int ZOMBIE = 0x20;
    private static final int TASK_DEAD = 0x80;
    /** TASK_KILLABLE and TASK_FREEZABLE: how posix_spawn(3) waits until its child has executed a program. */
    private static final int IN_VFORK = 0x2102;

    private Workspace workspace;

    /** Opens a host with its stage. */
    protected abstract Workspace open();

    @BeforeEach
    void openWorkspace() {
        workspace = open();
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    private BpfMap<Long, Long> map(String name) {
        return workspace.create(MapSpec.hash(name, U32, U64).maxEntries(10_000));
    }

    private void attach(Program program, Hook hook) {
        workspace.attach(workspace.load(program, hook.programType()), hook);
    }

    /** Counts the events of a tracepoint by the process that a field of its records names. */
    private BpfMap<Long, Long> countedBy(Hook.Tracepoint hook, String field) {
        BpfMap<Long, Long> counts = map(field);
        attach(
                assemble(
                        workspace.fields(hook),
                        mov(R6, R1),
                        loadField(R1, R6, field),
                        storeMem(W, R10, -4, R1),
                        RealPrograms.countOne(counts, -4),
                        mov(R0, 0),
                        exitInsn()),
                hook);
        return counts;
    }

    /** Keeps, by the process that a program runs in, the last value of a number that some code has in R1. */
    private BpfMap<Long, Long> lastOf(Hook hook, Item loading) {
        return keptOf(hook, loading, UpdateFlag.ANY);
    }

    /** Keeps the last of them, or with {@code NOEXIST} the first. */
    private BpfMap<Long, Long> keptOf(Hook hook, Item loading, UpdateFlag flag) {
        BpfMap<Long, Long> values = map("last");
        attach(
                assemble(
                        workspace.fields(hook),
                        mov(R6, R1),
                        loading,
                        storeMem(DW, R10, -16, R1),
                        helperGetCurrentPidTgid(),
                        rsh(R0, 32),
                        storeMem(W, R10, -4, R0),
                        mov(R2, R10),
                        add(R2, -4),
                        mov(R3, R10),
                        add(R3, -16),
                        mov(R4, flag.number()),
                        ldMapFd(R1, values),
                        helperMapUpdateElem(R1, R2, R3, R4),
                        label("other"),
                        mov(R0, 0),
                        exitInsn()),
                hook);
        return values;
    }

    /** Counts the events by the process that they happen in, of system calls only those of a number. */
    private BpfMap<Long, Long> calls(Hook.Tracepoint hook, int number) {
        BpfMap<Long, Long> counts = map("calls");
        attach(
                assemble(
                        workspace.fields(hook),
                        loadField(R1, R1, "id"),
                        jne(R1, number, "other"),
                        helperGetCurrentPidTgid(),
                        rsh(R0, 32),
                        storeMem(W, R10, -4, R0),
                        RealPrograms.countOne(counts, -4),
                        label("other"),
                        mov(R0, 0),
                        exitInsn()),
                hook);
        return counts;
    }

    private List<StartedProcess> runSome() {
        List<StartedProcess> processes = new ArrayList<>(workspace.runProcesses("true", 3));
        processes.add(workspace.runExecChain("true", 4));
        return processes;
    }

    @Test
    void eachProcessForksOnceExecutesAsToldAndExitsOnce() {
        BpfMap<Long, Long> forks = countedBy(FORK, "child_pid");
        BpfMap<Long, Long> execs = countedBy(EXEC, "pid");
        BpfMap<Long, Long> exits = countedBy(EXIT, "pid");
        assertThat(runSome()).hasSize(4).allSatisfy(process -> {
            assertThat(forks.get(process.pid())).as("forks of %s", process).isOne();
            assertThat(execs.get(process.pid())).as("execs of %s", process).isEqualTo(process.execs());
            assertThat(exits.get(process.pid())).as("exits of %s", process).isOne();
        });
    }

    @Test
    void aParentForksEachProcess() {
        BpfMap<Long, Long> parents = countedBy(FORK, "parent_pid");
        int processes = runSome().size();
        assertThat(parents.stream().mapToLong(Entry::value).max().orElse(0)).isGreaterThanOrEqualTo(processes);
    }

    @Test
    void aCpuSwitchesToEachProcessAsOftenAsAwayFromIt() {
        BpfMap<Long, Long> to = countedBy(SWITCH, "next_pid");
        BpfMap<Long, Long> away = countedBy(SWITCH, "prev_pid");
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(to.get(process.pid())).as("%s", process).isPositive();
            assertThat(away.get(process.pid())).as("%s", process).isEqualTo(to.get(process.pid()));
        });
    }

    @Test
    void theTaskThatLeavesIsTheCurrentOneAndLeavesDeadInTheEnd() {
        BpfMap<Long, Long> pids = lastOf(SWITCH, loadField(R1, R6, "prev_pid"));
        BpfMap<Long, Long> states = lastOf(SWITCH, loadField(R1, R6, "prev_state"));
        BpfMap<Long, Long> rawStates = lastOf(Bpf.rawTracepoint("sched_switch"), loadMem(DW, R1, R6, 24));
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(pids.get(process.pid())).isEqualTo(process.pid());
            assertThat(states.get(process.pid())).isEqualTo(ZOMBIE);
            assertThat(rawStates.get(process.pid())).isEqualTo(TASK_DEAD);
        });
    }

    @Test
    void aProcessHasAMemoryOfItsOwnOnceItHasExecutedAndGivesItBackAtItsEnd() {
        BpfMap<Long, Long> first = anonymous(UpdateFlag.NOEXIST, 1);
        BpfMap<Long, Long> last = anonymous(UpdateFlag.ANY, 1);
        BpfMap<Long, Long> end = anonymous(UpdateFlag.ANY, 0);
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(first.get(process.pid())).as("its parent's memory").isGreaterThan(8L << 20);
            assertThat(last.get(process.pid())).as("its own memory").isBetween(16L << 10, 8L << 20);
            assertThat(end.get(process.pid())).as("what is left of it").isZero();
        });
    }

    /** Keeps, by process, the first or the last size of anonymous memory that was its own, or was not. */
    private BpfMap<Long, Long> anonymous(UpdateFlag flag, int current) {
        Item size = seq(
                loadField(R1, R6, "curr"),
                jne(R1, current, "other"),
                loadField(R1, R6, "member"),
                jne(R1, 1, "other"),
                loadField(R1, R6, "size"));
        return keptOf(RSS_STAT, size, flag);
    }

    @Test
    void aParentWaitsUntilItsChildHasExecuted() {
        BpfMap<Long, Long> rawStates = map("states");
        attach(
                assemble(
                        loadMem(DW, R1, R1, 24),
                        storeMem(W, R10, -4, R1),
                        RealPrograms.countOne(rawStates, -4),
                        mov(R0, 0),
                        exitInsn()),
                Bpf.rawTracepoint("sched_switch"));
        int processes = runSome().size();
        assertThat(rawStates.find((long) IN_VFORK))
                .hasValueSatisfying(count -> assertThat(count).isGreaterThanOrEqualTo(processes));
    }

    @Test
    void systemCallsReturnExceptTheOneThatEndsTheProcess() {
        BpfMap<Long, Long> execves = calls(ENTER, EXECVE);
        BpfMap<Long, Long> executed = calls(RETURN, EXECVE);
        BpfMap<Long, Long> ends = calls(ENTER, EXIT_GROUP);
        BpfMap<Long, Long> ended = calls(RETURN, EXIT_GROUP);
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(execves.get(process.pid())).isEqualTo(process.execs());
            assertThat(executed.get(process.pid())).isEqualTo(process.execs());
            assertThat(ends.get(process.pid())).isOne();
            assertThat(ended.get(process.pid())).isNull();
        });
    }

    @Test
    void aSystemCallReturnsTheProcessIdThatTheHelperGives() {
        BpfMap<Long, Long> returned = lastOf(
                RETURN, seq(loadField(R1, R6, "id"), jne(R1, SET_TID_ADDRESS, "other"), loadField(R1, R6, "ret")));
        assertThat(runSome())
                .allSatisfy(process -> assertThat(returned.get(process.pid())).isEqualTo(process.pid()));
    }

    @Test
    void aProcessThatBurnsCpuTimeExitsWithoutACallThatEndsIt() {
        BpfMap<Long, Long> exits = countedBy(EXIT, "pid");
        BpfMap<Long, Long> ends = calls(ENTER, EXIT_GROUP);
        StartedProcess process = workspace.burnCpu(new CpuWork("hot", Duration.ofMillis(20)));
        assertThat(exits.get(process.pid())).isOne();
        assertThat(ends.get(process.pid())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"raw_syscalls, sys_enter", "raw_syscalls, sys_exit", "sched, sched_process_exec"})
    void theRawTracepointSeesTheSameEvents(String category, String name) {
        Hook.Tracepoint tracepoint = new Hook.Tracepoint(category, name);
        BpfMap<Long, Long> counts = map("counts");
        BpfMap<Long, Long> rawCounts = map("raw");
        attach(RealPrograms.syscalls(counts), tracepoint);
        attach(RealPrograms.syscalls(rawCounts), Bpf.rawTracepoint(name));
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(counts.get(process.pid())).isPositive();
            assertThat(rawCounts.get(process.pid())).isEqualTo(counts.get(process.pid()));
        });
    }

    @Test
    void rawArgumentsThatAreNumbersAreThoseOfTheRecord() {
        Assumptions.assumeTrue(
                workspace
                        .fields(Bpf.tracepoint("sched", "sched_process_exit"))
                        .field("group_dead")
                        .isPresent(),
                "sched_process_exit tells this kernel's programs one thing only");
        BpfMap<Long, Long> oldPids = lastOf(Bpf.rawTracepoint("sched_process_exec"), loadMem(DW, R1, R6, 8));
        BpfMap<Long, Long> groupDead = lastOf(Bpf.rawTracepoint("sched_process_exit"), loadMem(DW, R1, R6, 8));
        assertThat(runSome()).allSatisfy(process -> {
            assertThat(oldPids.get(process.pid())).isEqualTo(process.pid());
            assertThat(groupDead.get(process.pid())).isOne();
        });
    }

    /** Writes the process id and a letter for the event into a ring buffer. */
    private static Item telling(BpfMap<?, ?> events, Item pidInR0, char event) {
        return seq(
                pidInR0,
                storeMem(W, R10, -8, R0),
                storeMem(W, R10, -4, event),
                mov(R2, R10),
                add(R2, -8),
                ldMapFd(R1, events),
                helperRingbufOutput(R1, R2, 8, 0),
                label("other"),
                mov(R0, 0),
                exitInsn());
    }

    /** What the programs tell. */
    public record Event(long pid, long letter) {}

    @Test
    void theEventsOfAProcessComeInOrder() {
        Struct<Event> layout = Codecs.struct(Event.class, Codecs.field("pid", U32), Codecs.field("letter", U32));
        BpfMap<?, Event> events =
                workspace.create(MapSpec.ringbuf("events", layout).maxEntries(1 << 20));
        Item current = seq(helperGetCurrentPidTgid(), rsh(R0, 32));
        attach(assemble(workspace.fields(FORK), telling(events, loadField(R0, R1, "child_pid"), 'F')), FORK);
        attach(assemble(telling(events, current, 'X')), EXEC);
        attach(assemble(telling(events, current, 'D')), EXIT);
        for (var call : Map.of('e', EXECVE, 'g', EXIT_GROUP).entrySet()) {
            for (Hook.Tracepoint hook : List.of(ENTER, RETURN)) {
                char letter = hook.equals(ENTER) ? call.getKey() : Character.toUpperCase(call.getKey());
                attach(
                        assemble(
                                workspace.fields(hook),
                                loadField(R2, R1, "id"),
                                jne(R2, call.getValue(), "other"),
                                telling(events, current, letter)),
                        hook);
            }
        }
        attach(
                assemble(
                        workspace.fields(SWITCH),
                        loadField(R2, R1, "prev_state"),
                        jne(R2, ZOMBIE, "other"),
                        telling(events, current, 'Z')),
                SWITCH);
        List<StartedProcess> processes = runSome();
        List<Event> seen = new ArrayList<>();
        events.poll(Duration.ofSeconds(5), seen::add);
        assertThat(processes).allSatisfy(process -> {
            StringBuilder letters = new StringBuilder();
            seen.stream()
                    .filter(event -> event.pid() == process.pid())
                    .forEach(event -> letters.append((char) event.letter()));
            assertThat(letters).hasToString("F" + "eXE".repeat(process.execs()) + "gDZ");
        });
    }
}
