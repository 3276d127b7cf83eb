package dev.bpflab.debug;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.callLocal;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.CounterRaces;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import dev.bpflab.sim.SimDebugger;
import dev.bpflab.view.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the debugger shows, whole screens of it, where there is room and where there is little. */
class DebugConsoleTest {
    private Workspace workspace;
    private final List<Line> shown = new ArrayList<>();

    @BeforeEach
    void open() {
        workspace = Sim.workspace(1, ExecRecording.SILENT);
        workspace.use();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private DebugConsole console(Program program, DebugInput input, int width) {
        DebugSpec spec = DebugSpec.of("p", program, Optional.of(ProgramType.SOCKET_FILTER), BpfMap::name, 4, input);
        return new DebugConsole(new SimDebugger(spec, Recordings.NONE), () -> width, shown::addAll);
    }

    /** Types lines and returns what they show. */
    private String type(DebugConsole console, String... lines) {
        shown.clear();
        for (String line : lines) {
            console.submit(line);
        }
        return shown.stream().map(Line::plain).collect(Collectors.joining("\n"));
    }

    private static BpfMap<Long, Long> counts() {
        BpfMap<Long, Long> counts =
                Bpf.createMap(MapSpec.hash("counts", U32, U64).maxEntries(8));
        counts.put(5L, 55L);
        return counts;
    }

    @Test
    void aStepShowsWhereTheProgramStandsAndWhatHasChanged() {
        DebugConsole console = console(CounterRaces.insertingOnce(counts()), DebugInput.DEFAULT, 80);
        assertThat(type(console, "break call map_update_elem", "continue")).isEqualTo("""
                breakpoint 1 at calls of bpf_map_update_elem
                breakpoint 1 at calls of bpf_map_update_elem
                step 13
                    17: (18) r1 = map[counts]               ldMapFd(R1, counts)
                =>  19: (85) call bpf_map_update_elem#2     helperMapUpdateElem(R1, R2, R3, R4)
                    20: (55) if r0 != 0xffffffef goto pc+9  jne(R0, -17, "out")
                    r1 = map counts (0xff00000000000000)
                    r2 = fp-4 (0xff000002000001fc)
                    r3 = fp-16 (0xff000002000001f0)
                    r4 = 1
                    fp-16: 01 00 00 00 00 00 00 00""");
        assertThat(type(console, "step")).isEqualTo("""
                step 14
                    19: (85) call bpf_map_update_elem#2     helperMapUpdateElem(R1, R2, R3, R4)
                =>  20: (55) if r0 != 0xffffffef goto pc+9  jne(R0, -17, "out")
                    21: (62) *(u32 *)(r10 -4) = 0           storeMem(W, R10, -4, 0)
                    counts[0] = 1 (new)""");
    }

    @Test
    void aNarrowTerminalHasTheSameInShorterLines() {
        DebugConsole console = console(CounterRaces.insertingOnce(counts()), DebugInput.DEFAULT, 40);
        String screen = type(console, "until 19");
        assertThat(screen).isEqualTo("""
                step 13
                    17: r1 = map[counts]
                =>  19: call bpf_map_update_elem#2
                    helperMapUpdateElem(R1, R2, R3, R4)
                    20: if r0 != 0xffffffef goto pc+9
                    r1 = map counts (0xff00000000000000)
                    r2 = fp-4 (0xff000002000001fc)
                    r3 = fp-16 (0xff000002000001f0)
                    r4 = 1
                    fp-16: 01 00 00 00 00 00 00 00""");
        type(console, "help", "show", "list", "packet", "breaks");
        assertThat(shown).filteredOn(line -> line.width() > 40).isEmpty();
    }

    @Test
    void everythingIsShownOnRequest() {
        Program program = assemble(
                mov(R6, 1000),
                storeMem(DW, R10, -8, -1),
                callLocal("twice"),
                exitInsn(),
                label("twice"),
                storeMem(DW, R10, -16, 5),
                mov(R0, -17),
                exitInsn());
        DebugConsole console = console(program, DebugInput.DEFAULT.withData(new byte[20]), 80);
        type(console, "step 5");
        assertThat(type(console, "show")).isEqualTo("""
                step 5, frame 1
                     5: (b7) r0 = -17                       mov(R0, -17)
                =>   6: (95) exit                           exitInsn()
                 r0 = -17 (0xffffffffffffffef)
                 r1 = ctx (0x1000)
                 r2 = 0
                 r3 = 0
                 r4 = 0
                 r5 = 0
                 r6 = 1000 (0x3e8)
                 r7 = 0
                 r8 = 0
                 r9 = 0
                r10 = fp of frame 1 (0xff00000000000600)
                frame 1 at 6: exit
                fp-16 of frame 1: 05 00 00 00 00 00 00 00
                frame 0 at 2: call pc+1
                fp-8: ff ff ff ff ff ff ff ff
                the program uses no maps""");
        assertThat(type(console, "packet")).isEqualTo("    0  00 00 00 00 00 00");
        assertThat(type(console, "trace")).isEqualTo("nothing was printed");
    }

    @Test
    void theCpusOfARaceAreShownTogether() {
        BpfMap<Long, Long> counts = Bpf.createMap(MapSpec.array("counts", U64).maxEntries(1));
        DebugConsole console = console(
                CounterRaces.plain(counts), DebugInput.DEFAULT.withCpus(2).withRuns(2), 80);
        assertThat(type(console, "until 9", "cpu 1", "until 9", "cpus")).isEqualTo("""
                step 8, CPU 0, run 1 of 2
                     8: (07) r1 += 1                        add(R1, 1)
                =>   9: (7b) *(u64 *)(r0 +0) = r1           storeMem(DW, R0, 0, R1)
                   out:
                    10: (b7) r0 = 0                         mov(R0, 0)
                    CPU 0: r0 = counts[0] (0xff00000000000000)
                    CPU 0: r1 = 1
                    CPU 0: r2 = fp-4 (0xff000002000001fc)
                step 8, CPU 1, run 1 of 2
                =>   0: (62) *(u32 *)(r10 -4) = 0           storeMem(W, R10, -4, 0)
                     1: (bf) r2 = r10                       mov(R2, R10)
                step 16, CPU 1, run 1 of 2
                     8: (07) r1 += 1                        add(R1, 1)
                =>   9: (7b) *(u64 *)(r0 +0) = r1           storeMem(DW, R0, 0, R1)
                   out:
                    10: (b7) r0 = 0                         mov(R0, 0)
                    CPU 1: r0 = counts[0] (0xff00000000000000)
                    CPU 1: r1 = 1
                    CPU 1: r2 = fp-4 (0xff000003000001fc)
                   CPU 0 run 1 of 2, at 9: *(u64 *)(r0 +0) = r1
                => CPU 1 run 1 of 2, at 9: *(u64 *)(r0 +0) = r1""");
        // Of four runs two are counted: what CPU 0 stores late takes two of CPU 1's back.
        assertThat(type(console, "continue", "cpu 0", "step", "continue")
                        .lines()
                        .filter(line -> line.contains("s[0] =")))
                .containsExactly("    counts[0] = 2 (was 0)", "    counts[0] = 1 (was 2)", "    counts[0] = 2 (was 1)");
    }
}
