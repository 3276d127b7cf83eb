package dev.bpflab.sim;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Bpf.createMap;
import static dev.bpflab.bpf.Bpf.load;
import static dev.bpflab.bpf.Bpf.mapUpdate;
import static dev.bpflab.bpf.Bpf.onCpu;
import static dev.bpflab.bpf.Bpf.race;
import static dev.bpflab.bpf.Bpf.stress;
import static dev.bpflab.bpf.Bpf.userspace;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.ProgramType.SOCKET_FILTER;
import static dev.bpflab.bpf.Values.bytes;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.CounterRaces;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chapter's race: seen, reproduced from its seed, and mended; on the simulator, where nothing is left to chance. */
@SuppressWarnings("NullAway") // an array has element 0, and so have the hashes after a race
class RaceTest {
    private static final int RUNS = 1_000;

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

    // tag::programs[]
    /** Finds the counter under key 0 and, where there is one, counts. */
    static Program counter(BpfMap<?, ?> map, Item... count) {
        return assemble(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, map),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "out"),
                seq(count),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    static Program plain(BpfMap<?, ?> map) {
        return counter(map, loadMem(DW, R1, R0, 0), add(R1, 1), storeMem(DW, R0, 0, R1));
    }

    static Program atomic(BpfMap<?, ?> map) {
        return counter(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1));
    }
    // end::programs[]

    private static BpfMap<Long, Long> array(String name) {
        return createMap(MapSpec.array(name, U64).maxEntries(1));
    }

    @Test
    void theRaceIsSeenReproducedAndMended() {
        // tag::seen[]
        BpfMap<Long, Long> counts = createMap(MapSpec.array("counts", U64).maxEntries(1));
        BpfProgram plain = load(plain(counts), SOCKET_FILTER);

        RaceOutcome first = race(7, plain, 2, 1_000);
        long counted = counts.get(0L); // less than the 2,000 times that it ran
        // end::seen[]
        assertThat(counted).isBetween(1_000L, 1_900L);
        assertThat(first.toString()).isEqualTo("2 at the same time, " + first.turnCount() + " turns from seed 7");

        // tag::reproduced[]
        counts.put(0L, 0L);
        RaceOutcome again = race(7, plain, 2, 1_000); // the same turns, the same loss
        // end::reproduced[]
        assertThat(counts.get(0L)).isEqualTo(counted);
        assertThat(again.turns()).isEqualTo(first.turns()).hasSizeGreaterThan(500);

        // tag::mended[]
        counts.put(0L, 0L);
        race(7, load(atomic(counts), SOCKET_FILTER), 2, 1_000);
        // end::mended[]
        assertThat(counts.get(0L)).isEqualTo(2_000L);
    }

    @Test
    void withAValueForEachCpuPlainIsEnough() {
        // tag::percpu[]
        BpfMap<Long, PerCpu<Long>> each =
                createMap(MapSpec.percpuArray("each", U64).maxEntries(1));
        race(load(plain(each), SOCKET_FILTER), 4, 1_000);
        // end::percpu[]
        assertThat(each.get(0L).values()).containsExactly(1_000L, 1_000L, 1_000L, 1_000L);
    }

    @Test
    void countingFromUserspaceRacesWithTheProgram() {
        // tag::userspace[]
        BpfMap<Long, Long> counts = createMap(MapSpec.array("counts", U64).maxEntries(1));
        BpfProgram program = load(atomic(counts), SOCKET_FILTER);
        race(onCpu(0, program, 1_000), userspace(() -> {
            for (int i = 0; i < 100; i++) {
                long found = counts.get(0L);
                counts.put(0L, found + 1); // overwrites what the program has counted since
            }
        }));
        // end::userspace[]
        assertThat(counts.get(0L)).isBetween(1L, 1_099L);
    }

    @Test
    void everySeedIsAnotherRaceAndNoneInventsOrBreaks() {
        BpfMap<Long, Long> counts = array("counts");
        BpfProgram plain = load(plain(counts), SOCKET_FILTER);
        BpfProgram atomic = load(atomic(counts), SOCKET_FILTER);
        List<Long> sums = LongStream.range(0, 40)
                .mapToObj(seed -> {
                    counts.put(0L, 0L);
                    race(seed, plain, 3, 100);
                    return counts.get(0L);
                })
                .toList();
        assertThat(sums).allSatisfy(sum -> assertThat(sum).isBetween(1L, 300L));
        assertThat(Set.copyOf(sums).size()).isGreaterThan(10);
        for (long seed = 0; seed < 40; seed++) {
            counts.put(0L, 0L);
            race(seed, atomic, 3, 100);
            assertThat(counts.get(0L)).as("seed " + seed).isEqualTo(300L);
        }
    }

    @Test
    void aWorkspacesRacesHaveSeedsOneTwoThree() {
        BpfProgram plain = load(plain(array("counts")), SOCKET_FILTER);
        assertThat(race(plain, 2, 10).schedule().seed()).hasValue(1);
        assertThat(race(plain, 2, 10).schedule().seed()).hasValue(2);
        assertThat(stress(plain, 2, 10).toString()).isEqualTo("2 at the same time, real threads, not reproducible");
    }

    /** Two CPUs that both find no key: with ANY the later insert overwrites the earlier one and what it counted. */
    @Test
    void anInsertThatOverwritesLosesForSomeSeedsAndOneThatIsSecondAndLooksAgainForNone() {
        long lostByAny = 0;
        for (long seed = 0; seed < 100; seed++) {
            lostByAny += 40 - inserted(seed, CounterRaces::inserting);
            assertThat(inserted(seed, CounterRaces::insertingOnce))
                    .as("seed " + seed)
                    .isEqualTo(40);
        }
        assertThat(lostByAny).isPositive();
    }

    private static long inserted(long seed, Function<MapRef, Program> program) {
        BpfMap<Long, Long> map = createMap(MapSpec.hash("counts", U32, U64).maxEntries(4));
        try (BpfProgram loaded = load(program.apply(map), SOCKET_FILTER)) {
            race(seed, loaded, 2, 20);
            return map.get(0L);
        } finally {
            map.close();
        }
    }

    @Test
    void aReaderMaySeeOneWordOldAndOneNew() {
        BpfMap<?, ?> pair = createMap(MapSpec.of(MapType.ARRAY, 4, 16, 1));
        BpfMap<Long, Long> torn = array("torn");
        BpfProgram writer = load(CounterRaces.twoWords(pair), SOCKET_FILTER);
        BpfProgram reader = load(CounterRaces.comparing(pair, torn), SOCKET_FILTER);
        race(1, onCpu(0, writer, RUNS), onCpu(1, reader, RUNS));
        assertThat(torn.get(0L)).isBetween(1L, (long) RUNS);
        // On one CPU nobody comes between the two.
        torn.put(0L, 0L);
        race(1, onCpu(0, writer, RUNS), onCpu(0, reader, RUNS));
        assertThat(torn.get(0L)).isZero();
    }

    @Test
    void userspaceSeesAValueHalfWritten() {
        BpfMap<ByteBuffer, ByteBuffer> pair = createMap(MapSpec.of(MapType.HASH, 4, 16, 1));
        mapUpdate(pair, u32(0), bytes(new byte[16]));
        BpfProgram writer = load(CounterRaces.twoWords(pair), SOCKET_FILTER);
        AtomicBoolean torn = new AtomicBoolean();
        race(1, onCpu(0, writer, RUNS), userspace(() -> {
            for (int i = 0; i < 200; i++) {
                ByteBuffer value = pair.get(u32(0));
                torn.compareAndSet(false, value.getLong(0) != value.getLong(8));
            }
        }));
        assertThat(torn).isTrue();
    }

    /** The memory of a deleted element is soon another key's, as with the kernel's preallocated elements. */
    @Test
    void aPointerToADeletedElementReadsWhoHasItsMemoryNowAndNeverFaults() {
        int reused = 0;
        for (long seed = 0; seed < 300; seed++) {
            BpfMap<Long, Long> map = createMap(MapSpec.hash("counts", U32, U64).maxEntries(4));
            map.put(0L, 5L);
            try (BpfProgram reader = load(CounterRaces.readingLate(map), SOCKET_FILTER);
                    BpfProgram writer = load(CounterRaces.reusing(map), SOCKET_FILTER)) {
                int read = race(seed, onCpu(0, reader, 1), onCpu(1, writer, 1))
                        .runs()
                        .get(0)
                        .returnValue();
                assertThat(read).isIn(5, 77, -1);
                reused += read == 77 ? 1 : 0;
            } finally {
                map.close();
            }
        }
        assertThat(reused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void underStressAtomicAddLosesNothing(int cpus) {
        BpfMap<Long, Long> counts = array("counts");
        stress(load(atomic(counts), ProgramType.XDP), cpus, 50_000);
        assertThat(counts.get(0L)).isEqualTo(cpus * 50_000L);
    }

    @Test
    void underStressAProgramRunsOnTheCpuThatWasAskedFor() {
        BpfMap<Long, PerCpu<Long>> each =
                createMap(MapSpec.percpuArray("each", U64).maxEntries(1));
        BpfProgram plain = load(plain(each), SOCKET_FILTER);
        stress(onCpu(1, plain, 20_000), onCpu(3, plain, 30_000));
        assertThat(each.get(0L).values()).containsExactly(0L, 20_000L, 0L, 30_000L);
    }

    @Test
    void whatCannotRaceIsSaidWithTheRemedy() {
        BpfMap<Long, Long> counts = array("counts");
        BpfProgram plain = load(plain(counts), SOCKET_FILTER);
        BpfProgram tracepoint = load(plain(counts), ProgramType.TRACEPOINT);
        int id = plain.id();
        refused(
                () -> race(plain, 5, 10),
                "race on CPU 4: ENXIO (there is no such CPU that may be used here; use CPU 0, or fewer CPUs)");
        refused(() -> race(plain, 0, 10), "race program " + id + ": EINVAL (it cannot run on 0 CPUs; use 1 or more)");
        refused(() -> race(plain, 1, 0), "race program " + id + ": EINVAL (it cannot run 0 times; use 1 or more)");
        refused(
                () -> race(tracepoint, 1, 1),
                "race on CPU 0: ENOTSUPP (the kernel cannot test-run a tracepoint program; attach it and make the event happen)");
        refused(
                () -> race(onCpu(0, plain, 1, new byte[3])),
                "race on CPU 0: EINVAL (the kernel takes no such data for a socket_filter program; a packet has at least 14 bytes)");
        plain.close();
        refused(() -> race(plain, 1, 1), "race program " + id + ": EBADF (the program is closed; load it again)");
    }

    private static void refused(ThrowingCallable race, String message) {
        assertThatThrownBy(race).isInstanceOf(BpfException.class).hasMessage(message);
    }
}
