package dev.bpflab.sim;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.callLocal;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetStackid;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.CounterRaces;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.bpf.debug.Breakpoint;
import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.bpf.debug.Pointee;
import dev.bpflab.bpf.debug.Stop;
import dev.bpflab.bpf.debug.Stop.Reason;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Program;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the debugger's steps lead to. */
class SimDebuggerTest {
    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Sim.workspace(1, ExecRecording.SILENT);
        workspace.use();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private static SimDebugger debug(Program program, ProgramType type, DebugInput input) {
        return new SimDebugger(DebugSpec.of("p", program, Optional.of(type), BpfMap::name, 4, input), Recordings.NONE);
    }

    private static SimDebugger debug(Program program) {
        return debug(program, ProgramType.SOCKET_FILTER, DebugInput.DEFAULT);
    }

    private static BpfMap<Long, Long> hash() {
        return Bpf.createMap(MapSpec.hash("counts", U32, U64).maxEntries(8));
    }

    private static String contents(Moment moment, int map) {
        StringBuilder text = new StringBuilder();
        for (MapCopy.Element element : moment.maps().get(map).elements()) {
            text.append(dev.bpflab.bpf.Values.readU32(dev.bpflab.bpf.Values.bytes(element.key())))
                    .append('=')
                    .append(dev.bpflab.bpf.Values.readU64(dev.bpflab.bpf.Values.bytes(element.value())))
                    .append(' ');
        }
        return text.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 77})
    void theRaceOfASeedIsTheOneThatIsSteppedThrough(long seed) {
        BpfMap<Long, Long> counts = Bpf.createMap(MapSpec.array("counts", U64).maxEntries(1));
        Program plain = CounterRaces.plain(counts);
        DebugSpec spec = DebugSpec.of(
                "plain",
                plain,
                Optional.of(ProgramType.SOCKET_FILTER),
                BpfMap::name,
                4,
                DebugInput.DEFAULT.withCpus(2).withRuns(50).withSeed(seed));
        SimDebugger debugger = new SimDebugger(spec, Recordings.NONE);
        assertThat(debugger.resume().reason()).isEqualTo(Reason.ENDED);
        // Debugging has changed nothing here.
        assertThat(counts.get(0L)).isZero();

        Bpf.race(seed, Bpf.load(plain, ProgramType.SOCKET_FILTER), 2, 50);
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=" + counts.get(0L));
        assertThat(counts.get(0L)).isBetween(50L, 99L);
    }

    /** A lost count, made by hand: both CPUs load before either stores. */
    @Test
    void whoseTurnItIsCanBeChosenByHand() {
        BpfMap<Long, Long> counts = Bpf.createMap(MapSpec.array("counts", U64).maxEntries(1));
        SimDebugger debugger =
                debug(CounterRaces.plain(counts), ProgramType.SOCKET_FILTER, DebugInput.DEFAULT.withCpus(2));
        debugger.runTo(8);
        debugger.chooseCpu(1);
        assertThat(debugger.resume())
                .isEqualTo(new Stop(Reason.ENDED, "CPU 1 has ended; the others wait: cpu N, or seed N"));
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=1");
        debugger.chooseCpu(0);
        assertThat(debugger.resume()).isEqualTo(Stop.of(Reason.ENDED));
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=1");

        // What was chosen is taken again on the way back and forth, until something else is chosen.
        debugger.back(1_000);
        assertThat(debugger.now().step()).isZero();
        debugger.resume();
        assertThat(debugger.resume().reason()).isEqualTo(Reason.ENDED);
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=1");
        debugger.restart();
        debugger.chooseCpu(0);
        debugger.resume();
        debugger.chooseCpu(1);
        debugger.resume();
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=2");
    }

    @Test
    void stopsBeforeInstructionsAndHelpersAndAfterWrites() {
        BpfMap<Long, Long> counts = hash();
        SimDebugger debugger =
                debug(CounterRaces.insertingOnce(counts), ProgramType.SOCKET_FILTER, DebugInput.DEFAULT.withRuns(2));
        int at = debugger.add(new Breakpoint.At(2));
        int call = debugger.add(new Breakpoint.Call(Helper.MAP_UPDATE_ELEM));
        int write = debugger.add(new Breakpoint.Write(0, null, 0, 8));
        assertThat(debugger.resume()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + at));
        assertThat(debugger.now().current().slot()).isEqualTo(2);
        assertThat(debugger.resume()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + call));
        assertThat(contents(debugger.now(), 0)).isEmpty();
        assertThat(debugger.resume()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + write));
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=1");
        long step = debugger.now().step();
        assertThat(debugger.remove(at)).isTrue();
        assertThat(debugger.remove(at)).isFalse();
        assertThat(debugger.resume()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + write));
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=2");
        assertThat(debugger.reverse()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + write));
        assertThat(debugger.now().step()).isEqualTo(step);
        assertThat(debugger.reverse()).isEqualTo(new Stop(Reason.BREAKPOINT, "" + call));
        assertThat(debugger.reverse()).isEqualTo(Stop.of(Reason.BEGINNING));
        assertThat(debugger.now().step()).isZero();
    }

    @Test
    void aWatchedKeyAndWatchedBytesAreTheOnlyOnes() {
        BpfMap<?, ?> pair = Bpf.createMap(MapSpec.of(dev.bpflab.bpf.MapType.ARRAY, 4, 16, 2));
        Program program = CounterRaces.twoWords(pair);
        byte[] zero = new byte[4];
        SimDebugger second = debug(program);
        second.add(new Breakpoint.Write(0, zero, 8, 16));
        second.resume();
        assertThat(second.now().current().slot()).isEqualTo(10);
        SimDebugger first = debug(program);
        first.add(new Breakpoint.Write(0, zero, 0, 8));
        first.resume();
        assertThat(first.now().current().slot()).isEqualTo(9);
        SimDebugger other = debug(program);
        other.add(new Breakpoint.Write(0, new byte[] {1, 0, 0, 0}, 0, 16));
        assertThat(other.resume().reason()).isEqualTo(Reason.ENDED);
    }

    @Test
    void nextAndFinishTakeAFunctionAsAWhole() {
        Program program = assemble(
                mov(R6, 1),
                callLocal("twice"),
                mov(R0, R6),
                exitInsn(),
                label("twice"),
                storeMem(DW, R10, -8, 5),
                mov(R0, 2),
                exitInsn());
        SimDebugger debugger = debug(program);
        debugger.step(1);
        debugger.next();
        assertThat(debugger.now().current().slot()).isEqualTo(2);
        debugger.back(2);
        assertThat(debugger.now().current().frames())
                .extracting(Moment.Frame::slot)
                .containsExactly(1, 5);
        assertThat(debugger.now().current().pointees().get(10)).isEqualTo(new Pointee.Stack(1, 0));
        debugger.finish();
        assertThat(debugger.now().current().slot()).isEqualTo(2);
        assertThat(debugger.now().current().frames()).hasSize(1);
    }

    @Test
    void aRegisterSaysWhatItPointsTo() {
        BpfMap<Long, Long> counts = hash();
        counts.put(0L, 5L);
        SimDebugger debugger = debug(CounterRaces.readingLate(counts));
        assertThat(debugger.now().current().pointees().get(1)).isEqualTo(new Pointee.Context(0));
        debugger.runTo(5);
        assertThat(debugger.now().current().pointees().get(1)).isEqualTo(new Pointee.WholeMap(0));
        assertThat(debugger.now().current().pointees().get(2)).isEqualTo(new Pointee.Stack(0, -4));
        debugger.step(1);
        Pointee.MapValue value =
                (Pointee.MapValue) debugger.now().current().pointees().get(0);
        assertThat(value.key()).containsExactly(0, 0, 0, 0);
        assertThat(value.cpu()).isEqualTo(-1);
    }

    @Test
    void aPointerToAnElementThatWasDeletedSaysSo() {
        BpfMap<Long, Long> counts = hash();
        counts.put(0L, 5L);
        SimDebugger debugger = debug(assemble(
                storeMem(W, R10, -4, 0),
                mov(dev.bpflab.isa.Reg.R2, R10),
                add(dev.bpflab.isa.Reg.R2, -4),
                dev.bpflab.asm.Asm.ldMapFd(R1, counts),
                dev.bpflab.asm.Asm.helperMapLookupElem(R1, dev.bpflab.isa.Reg.R2),
                mov(R6, R0),
                mov(dev.bpflab.isa.Reg.R2, R10),
                add(dev.bpflab.isa.Reg.R2, -4),
                dev.bpflab.asm.Asm.ldMapFd(R1, counts),
                dev.bpflab.asm.Asm.helperMapDeleteElem(R1, dev.bpflab.isa.Reg.R2),
                mov(R0, 0),
                exitInsn()));
        debugger.resume();
        assertThat(((Pointee.MapValue) debugger.now().current().pointees().get(6)).key())
                .isNull();
        debugger.reverse();
        debugger.step(9);
        assertThat(((Pointee.MapValue) debugger.now().current().pointees().get(6)).key())
                .isNotNull();
    }

    @Test
    void aValueForEachCpuIsCopiedAndFound() {
        BpfMap<Long, PerCpu<Long>> each =
                Bpf.createMap(MapSpec.percpuArray("each", U64).maxEntries(1));
        each.put(0L, PerCpu.of(1L, 2L, 3L, 4L));
        SimDebugger debugger = debug(CounterRaces.plain(each), ProgramType.XDP, DebugInput.DEFAULT.withCpus(2));
        debugger.chooseCpu(1);
        debugger.runTo(8);
        Pointee.MapValue value =
                (Pointee.MapValue) debugger.now().current().pointees().get(0);
        assertThat(value.cpu()).isEqualTo(1);
        assertThat(debugger.now().current().registers().get(1)).isEqualTo(2L);
        debugger.resume();
        assertThat(debugger.now().maps().get(0).elements().get(0).value()[8]).isEqualTo((byte) 3);
        assertThat(each.get(0L)).isEqualTo(PerCpu.of(1L, 2L, 3L, 4L));
    }

    @Test
    void aRejectedProgramRunsUntilItDoesWhatItMayNot() {
        SimDebugger debugger = debug(assemble(mov(R3, 0), loadMem(DW, R0, R3, 0), exitInsn()));
        assertThat(debugger.rejection()).isEqualTo("EACCES (R3 invalid mem access 'scalar')");
        Stop stop = debugger.resume();
        assertThat(stop.reason()).isEqualTo(Reason.FAULT);
        assertThat(stop.text()).contains("cannot read 8 bytes at r3 + 0 = 0x0");
        assertThat(debugger.now().current().slot()).isEqualTo(1);
        assertThat(debugger.step(1).reason()).isEqualTo(Reason.ENDED);
    }

    @Test
    void aTracepointProgramSeesARecordedEvent() {
        ExecRecording recording = new ExecRecording(List.of(
                new ExecRecording.Event(0, 0, 41, 41, 0, "sh", "/bin/sh"),
                new ExecRecording.Event(9, 0, 42, 42, 0, "true", "/usr/bin/true")));
        Program program = assemble(loadMem(W, R0, R1, 12), exitInsn());
        for (int event = 0; event < 2; event++) {
            DebugSpec spec = DebugSpec.of(
                    "p",
                    program,
                    Optional.of(ProgramType.TRACEPOINT),
                    BpfMap::name,
                    4,
                    DebugInput.DEFAULT.withEvent(event));
            SimDebugger debugger = new SimDebugger(spec, Recordings.NONE.with(recording));
            debugger.resume();
            assertThat(debugger.now().current().returned()).hasValue(41 + event);
        }
    }

    @Test
    void aProgramThatSamplesFindsAProcessThatBurnsCpuTime() {
        BpfMap<Long, List<Long>> stacks =
                Bpf.createMap(MapSpec.stackTrace("stacks", 127).maxEntries(64));
        Program program = assemble(ldMapFd(R2, stacks), helperGetStackid(R1, R2, 256), exitInsn());
        DebugSpec spec =
                DebugSpec.of("p", program, Optional.of(ProgramType.PERF_EVENT), BpfMap::name, 4, DebugInput.DEFAULT);
        SimDebugger debugger = new SimDebugger(spec, Recordings.NONE);
        debugger.resume();
        assertThat(debugger.now().current().returned().orElseThrow()).isBetween(0L, 63L);
    }

    @ParameterizedTest
    @CsvSource({"0, 4242, 0", "1, 0, 4242"})
    void aProgramForTheSchedulerSeesATaskLeaveAndThenComeBack(int event, long previous, long next) {
        for (String field : List.of("prev_pid", "next_pid")) {
            Program program =
                    assemble(Bpf.fields(Bpf.tracepoint("sched", "sched_switch")), loadField(R0, R1, field), exitInsn());
            DebugSpec spec = DebugSpec.of(
                    "p",
                    program,
                    Optional.of(ProgramType.TRACEPOINT),
                    BpfMap::name,
                    4,
                    DebugInput.DEFAULT.withEvent(event));
            SimDebugger debugger = new SimDebugger(spec, RecordedEvents.ALL);
            debugger.resume();
            assertThat(debugger.now().current().returned()).hasValue(field.equals("prev_pid") ? previous : next);
        }
    }

    @Test
    void anInterruptStopsWhatNeverEnds() {
        SimDebugger debugger = debug(assemble(mov(R0, 0), label("top"), add(R0, 1), jmp("top")));
        Thread.currentThread().interrupt();
        assertThat(debugger.resume()).isEqualTo(Stop.of(Reason.INTERRUPTED));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(debugger.step(1)).isEqualTo(Stop.of(Reason.DONE));
        Thread.currentThread().interrupt();
        assertThat(debugger.back(1).reason()).isIn(Reason.INTERRUPTED, Reason.DONE);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aLoadedProgramIsNotTouched() {
        BpfMap<Long, Long> counts = hash();
        counts.put(0L, 5L);
        BpfProgram loaded = Bpf.load(CounterRaces.atomic(counts), ProgramType.XDP);
        SimDebugger debugger = debug(loaded.spec().program(), ProgramType.XDP, DebugInput.DEFAULT.withRuns(10));
        debugger.resume();
        assertThat(contents(debugger.now(), 0)).isEqualTo("0=15");
        assertThat(counts.get(0L)).isEqualTo(5L);
    }
}
