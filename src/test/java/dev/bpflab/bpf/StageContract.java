package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
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

import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs at sched/sched_process_exec see of the processes that a stage runs: the same on both. */
public abstract class StageContract {
    private static final Hook EXEC = new Hook.Tracepoint("sched", "sched_process_exec");

    private Workspace workspace;
    private BpfMap<Long, Long> counts;

    /** Opens a host with its stage. */
    protected abstract Workspace open();

    /** Runs an action while other processes execute programs, at least one. */
    protected abstract void amongOthers(Runnable action) throws Exception;

    @BeforeEach
    void openWorkspace() {
        workspace = open();
        counts = workspace.create(MapSpec.hash("stage", U32, U64).maxEntries(10_000));
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    /** Adds one to the count of the process that executes. */
    public static Program counting(BpfMap<Long, Long> counts) {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, counts),
                helperMapLookupElem(R1, R2),
                jne(R0, 0, "known"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                ldMapFd(R1, counts),
                helperMapUpdateElem(R1, R2, R3, R4),
                jmp("out"),
                label("known"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    private Link attach(Program program) {
        return workspace.attach(workspace.load(program, ProgramType.TRACEPOINT), EXEC);
    }

    private void assertCounted(List<StartedProcess> processes) {
        assertThat(processes)
                .allSatisfy(process ->
                        assertThat(counts.get(process.pid())).as("%s", process).isEqualTo(process.execs()));
    }

    @Test
    void eachProcessExecutesOnceUnderAProcessIdOfItsOwn() {
        attach(counting(counts));
        List<StartedProcess> processes = workspace.runProcesses("true", 5);
        assertThat(processes).hasSize(5).allSatisfy(process -> {
            assertThat(process.comm()).isEqualTo("true");
            assertThat(process.execs()).isOne();
        });
        assertThat(processes).extracting(StartedProcess::pid).doesNotHaveDuplicates();
        assertCounted(processes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 9})
    void aChainExecutesSoOftenUnderOneProcessId(int execs) {
        attach(counting(counts));
        StartedProcess process = workspace.runExecChain("true", execs);
        assertThat(process.execs()).isEqualTo(execs);
        assertThat(process.comm()).isEqualTo("true");
        assertCounted(List.of(process));
    }

    @Test
    void otherExecutionsAreSeenButAddNothingToOurs() throws Exception {
        attach(counting(counts));
        List<StartedProcess> ours = new ArrayList<>();
        amongOthers(() -> {
            ours.addAll(workspace.runProcesses("true", 4));
            ours.add(workspace.runExecChain("true", 4));
            ours.addAll(workspace.runProcesses("ls", 2));
        });
        assertThat(ours).hasSize(7);
        assertCounted(ours);
        assertThat(counts.size()).isGreaterThan(7);
    }

    @Test
    void theRecordHasTheProcessIdThatTheHelperGives() {
        attach(assemble(
                mov(R6, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                loadMem(W, R1, R6, 12),
                storeMem(DW, R10, -16, R1),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                ldMapFd(R1, counts),
                helperMapUpdateElem(R1, R2, R3, R4),
                mov(R0, 0),
                exitInsn()));
        StartedProcess process = workspace.runProcesses("true", 1).get(0);
        assertThat(counts.get(process.pid())).isEqualTo(process.pid());
    }

    @Test
    void severalProgramsSeeTheSameExecutions() {
        BpfMap<Long, Long> others =
                workspace.create(MapSpec.hash("others", U32, U64).maxEntries(10_000));
        attach(counting(counts));
        attach(counting(others));
        StartedProcess process = workspace.runExecChain("true", 3);
        assertThat(counts.get(process.pid())).isEqualTo(3);
        assertThat(others.get(process.pid())).isEqualTo(3);
    }

    @Test
    void nothingIsCountedAfterTheLinkIsClosed() {
        attach(counting(counts)).close();
        assertThat(counts.get(workspace.runProcesses("true", 1).get(0).pid())).isNull();
    }

    @Test
    void aProgramRunsOnAfterItsOwnDescriptorIsClosed() {
        attach(counting(counts)).program().close();
        assertCounted(workspace.runProcesses("true", 1));
    }
}
