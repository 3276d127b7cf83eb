package dev.bpflab.chapter;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jlt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What chapter 2 says of memory, eviction and producers, measured on the running kernel. */
class ClaimsIT {
    private static final int ENTRIES = 10_000;
    private static final int PAGE = 4096;
    private static final int HOT = 400;

    private Workspace live;

    @BeforeEach
    void open() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe.describe());
        live = Live.workspace();
    }

    @AfterEach
    void close() {
        if (live != null) {
            live.close();
        }
    }

    /** Returns the bytes that the kernel says a map takes. */
    private static long memory(BpfMap<?, ?> map) throws IOException {
        String info = Files.readString(Path.of("/proc/self/fdinfo/" + map.fd()));
        return new Scanner(info.split("memlock:", -1)[1]).nextLong();
    }

    /** Older kernels name what keys and values would take, rounded up to pages, whatever was allocated. */
    private void assumeMemoryIsMeasured() throws IOException {
        var one = live.create(MapSpec.array("claims", U64).maxEntries(1));
        assumeTrue(memory(one) % PAGE != 0, "this kernel estimates what a map takes");
    }

    @Test
    void aHashTakesAllOfItsMemoryAtCreationUnlessItIsToldNotTo() throws IOException {
        assumeMemoryIsMeasured();
        MapSpec<Long, Long> spec = MapSpec.hash("claims", U32, U64).maxEntries(ENTRIES);
        var full = live.create(spec);
        var sparse = live.create(spec.flags(MapFlag.NO_PREALLOC));
        long empty = memory(full);
        long sparseEmpty = memory(sparse);
        for (long key = 0; key < 1_000; key++) {
            full.put(key, key);
            sparse.put(key, key);
        }

        assertThat(empty).isGreaterThan(3 * sparseEmpty);
        assertThat(memory(full)).isEqualTo(empty);
        assertThat(memory(sparse)).isGreaterThan(sparseEmpty);
    }

    @Test
    void aStackTraceMapTakesItsMemoryAtCreation() throws IOException {
        var stacks = live.create(MapSpec.stackTrace("claims", 127).maxEntries(1_024));

        assertThat(memory(stacks)).isGreaterThan(1_024L * 127 * Long.BYTES);
    }

    @Test
    void anLruMapBeginsToDropBeforeItIsFull() {
        var map = live.create(MapSpec.lruHash("claims", U32, U64).maxEntries(1_000));
        int inserted = 0;
        while (inserted < 1_000 && map.size() == inserted) {
            map.put((long) inserted++, 1L);
        }

        assertThat(map.size()).isLessThan(inserted);
    }

    @Test
    void aLookupByAProgramKeepsEntriesInAnLruMapAndOneFromUserspaceDoesNot() {
        var spec = MapSpec.lruHash("claims", U32, U64).maxEntries(1_000);
        var byProgram = live.create(spec);
        BpfProgram lookup = live.load(lookUpHot(byProgram), ProgramType.SOCKET_FILTER);
        var fromUserspace = live.create(spec);

        int kept = keptOfHot(byProgram, () -> live.testRun(lookup, new byte[64]));
        int left = keptOfHot(fromUserspace, () -> hot().forEach(fromUserspace::get));

        // What another CPU holds on its own list is out of reach, so it is not all or nothing.
        assertThat(kept).isGreaterThan(HOT * 3 / 4);
        assertThat(left).isLessThan(HOT / 2);
    }

    /** Looks up the keys 0 to HOT - 1. */
    private static Program lookUpHot(BpfMap<?, ?> map) {
        return assemble(
                mov(R6, 0),
                label("next"),
                storeMem(W, R10, -4, R6),
                ldMapFd(R1, map),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                add(R6, 1),
                jlt(R6, HOT, "next"),
                mov(R0, 0),
                exitInsn());
    }

    private static Stream<Long> hot() {
        return LongStream.range(0, HOT).boxed();
    }

    private static int keptOfHot(BpfMap<Long, Long> map, Runnable use) {
        hot().forEach(key -> map.put(key, 1L));
        for (long key = HOT; key < 20_000; key++) {
            map.put(key, 1L);
            if (key % 50 == 0) {
                use.run();
            }
        }
        return (int) hot().filter(map::containsKey).count();
    }
}
