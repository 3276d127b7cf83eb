package dev.bpflab.look;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.bpf.Bpf.mapGetAll;
import static dev.bpflab.bpf.Bpf.mapUpdate;
import static dev.bpflab.bpf.Bpf.runProcesses;
import static dev.bpflab.bpf.Bpf.top;
import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.IPV4;
import static dev.bpflab.bpf.Codecs.U16BE;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.pattern.Patterns.histogram;
import static dev.bpflab.pattern.Patterns.linear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Symbol;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import dev.bpflab.view.Picture;
import dev.bpflab.view.Theme;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values at the prompt look like. */
class PicturesTest {
    record Conn(String addr, int port) {}

    private final Workspace workspace = Sim.workspace(1, ExecRecording.SILENT);

    @BeforeEach
    void use() {
        workspace.use();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private Picture picture(Object value) {
        return Objects.requireNonNull(new Pictures(ProcessNames.of(workspace)).of(value));
    }

    private String drawn(Object value, int width) {
        return Theme.PLAIN.print(picture(value).lines(width));
    }

    private BpfMap<Long, Long> counts(long... keysAndValues) {
        BpfMap<Long, Long> map =
                workspace.create(MapSpec.hash("counts", U32, U64).maxEntries(64));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void aMapShowsItsFirstEntries() {
        assertThat(drawn(counts(7, -1), 80)).isEqualTo("""
                map 1 'counts': hash, u32 -> u64, max_entries 64
                ░░░░░░░░░░░░░░░░░░░░ 1 of 64 entries, 1.6 %
                key │                value
                ────┼─────────────────────
                  7 │ 18446744073709551615
                """.replaceFirst("░", "█"));
        BpfMap<Long, Long> many = counts();
        for (long i = 0; i < 30; i++) {
            many.put(i, i);
        }
        assertThat(drawn(many, 80))
                .endsWith("\n… and 20 more; /dump 2 shows more\n")
                .hasLineCount(15);
    }

    @Test
    void processesAreNamed() {
        List<StartedProcess> started = runProcesses("true", 2);
        BpfMap<Long, Long> map = counts(3, 1);
        started.forEach(process -> map.put(process.pid(), 5L));
        assertThat(drawn(top(map, 3), 40))
                .isEqualTo("""
                 key │ process │ value │
                ─────┼─────────┼───────┼────────────────
                %d │ true    │     5 │ ███████████████
                %d │ true    │     5 │ ███████████████
                   3 │         │     1 │ ███
                """.formatted(started.get(0).pid(), started.get(1).pid()));
    }

    @Test
    void aStructHasAColumnForEachField() {
        var conn = struct(Conn.class, field("addr", IPV4), field("port", U16BE));
        BpfMap<Conn, Long> map =
                workspace.create(MapSpec.hash("conns", conn, U64).maxEntries(9));
        map.put(new Conn("10.0.0.1", 443), 12L);
        assertThat(drawn(map, 80)).endsWith("""
                addr     │ port │ value
                ─────────┼──────┼──────
                10.0.0.1 │  443 │    12
                """);
    }

    @Test
    void cpusHaveColumns() {
        BpfMap<String, PerCpu<Long>> map =
                workspace.create(MapSpec.percpuHash("pc", COMM, U64).maxEntries(9));
        map.put("sh", PerCpu.of(1L, 2L, 3L, 4L));
        assertThat(drawn(map, 80)).endsWith("sh  │    1 │    2 │    3 │    4 │  10\n");
    }

    @Test
    void bytesAreShownWithWhatTheyProbablyAre() {
        BpfMap<ByteBuffer, ByteBuffer> map = workspace.create(MapSpec.of(MapType.HASH, 4, 8, 10));
        mapUpdate(map, u32(1000), u64(4));
        assertThat(drawn(map, 80)).endsWith("e8 03 00 00 (u32 1000) │ 04 00 00 00 00 00 00 00 (u64 4)\n");
    }

    @Test
    void whatAMapHeldIsATableToo() {
        BpfMap<Long, Long> map = counts(1, -1, 2, 3);
        assertThat(drawn(mapGetAll(map), 80))
                .contains("  1 │ 18446744073709551615 │ ")
                .hasLineCount(4);
        assertThat(mapGetAll(map).toString()).contains("1 -> 18446744073709551615");
        assertThat(mapGetAll(map)).containsEntry(1L, -1L).hasSize(2);
    }

    @Test
    void aQueueIsOnlyPeekedAt() {
        BpfMap<ByteBuffer, Long> queue =
                workspace.create(MapSpec.queue("q", U32).maxEntries(4));
        queue.push(7L);
        assertThat(drawn(queue, 80)).endsWith("next\n────\n7\n");
        assertThat(queue.pop()).isEqualTo(7L);
    }

    @Test
    void aProgramIsAListingWithMapsAndLabels() {
        BpfMap<Long, Long> map = counts();
        var program = assemble(
                mov(R6, 0), ldMapFd(R1, map), jeq(R6, 0, "out"), mov(R0, 1), label("out"), mov(R0, 0), exitInsn());
        assertThat(drawn(program, 80)).isEqualTo("""
                6 instructions in 7 slots:
                     0: (b7) r6 = 0                         mov(R6, 0)
                     1: (18) r1 = map[counts]               ldMapFd(R1, map)
                     3: (15) if r6 == 0x0 goto pc+1         jeq(R6, 0, "out")
                     4: (b7) r0 = 1                         mov(R0, 1)
                   out:
                     5: (b7) r0 = 0                         mov(R0, 0)
                     6: (95) exit                           exitInsn()
                """.replace(
                        "ldMapFd(R1, map)", program.lines().get(1).call()));
        assertThat(drawn(program, 40)).contains("\n     1: r1 = map[counts]\n");

        var loaded = workspace.load(program, ProgramType.TRACEPOINT);
        Pictures pictures = new Pictures(ProcessNames.NONE);
        assertThat(pictures.of(loaded)).as("after a load").isNull();
        assertThat(Objects.requireNonNull(pictures.asked(loaded)).plain(80))
                .startsWith("program 1: tracepoint, 7 instructions\n     0: (b7) r6 = 0");
    }

    @Test
    void aHistogramHasBarsAndSaysWhatItMeans() {
        BpfMap<Long, Long> sizes = workspace.create(linear(256, 8).histogram("sizes"));
        sizes.put(1L, 3L);
        sizes.put(3L, 1L);
        assertThat(drawn(histogram(sizes), 80)).isEqualTo("""
                256–511  3 █████████████████████████████████████████████████████████████████████
                512–767  0
                768–1023 1 ███████████████████████
                4 counted, median 256–511, 99th percentile 768–1023
                """);
        String drawn = drawn(histogram(sizes), 40);
        assertThat(drawn).isEqualTo("""
                256–511  3 █████████████████████████████
                512–767  0
                768–1023 1 ██████████
                4 counted, median 256–511, 99th
                percentile 768–1023
                """);
        assertThat(drawn.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void aProfileIsATableAndATree() {
        List<CountedStack<Long>> stacks = List.of(
                new CountedStack<>(1L, frames("hash", "work", "main"), 60),
                new CountedStack<>(2L, frames("read", "work", "main"), 40));
        assertThat(drawn(new StackProfile<>(stacks), 40)).isEqualTo("""
                100 in 2 stacks
                self │ total │ function
                ─────┼───────┼─────────
                60 % │  60 % │ hash
                40 % │  40 % │ read
                100 %  main
                100 %  work
                 60 %  ├─ hash
                 40 %  └─ read
                """);
    }

    private static List<Frame> frames(String... names) {
        List<Frame> frames = new ArrayList<>();
        for (String name : names) {
            frames.add(new Frame(0x1000, Optional.of(new Symbol(name, 0, ""))));
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text", ""})
    void whatALineSaysBestIsNoPicture(String text) {
        Pictures pictures = new Pictures(ProcessNames.NONE);
        assertThat(pictures.of(text)).isNull();
        assertThat(pictures.of(null)).isNull();
        assertThat(pictures.of(List.of(1, 2))).isNull();
        assertThat(pictures.of(counts())).isNull();
        BpfMap<Long, Long> closed = counts(1, 1);
        closed.close();
        assertThat(pictures.of(closed)).isNull();
        assertThat(pictures.of(workspace.create(
                        MapSpec.hash("w", U32, U64).maxEntries(5).flags(MapFlag.WRONLY))))
                .isNull();
    }
}
