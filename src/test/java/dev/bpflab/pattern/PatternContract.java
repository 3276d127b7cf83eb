package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jgt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.IPV4;
import static dev.bpflab.bpf.Codecs.U16BE;
import static dev.bpflab.bpf.Codecs.U32;
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
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Values;
import dev.bpflab.bpf.Workspace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the patterns do on every host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PatternContract {
    private record Conn(String addr, int port) {}

    private record Limits(long most, int port, byte level) {}

    private Workspace workspace;

    /** Opens a workspace with nothing on it. */
    abstract Workspace open();

    @BeforeEach
    void openWorkspace() {
        workspace = open();
        workspace.use();
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    private BpfMap<Long, Long> counts(int maxEntries) {
        return workspace.create(MapSpec.hash("counts", U32, U64).maxEntries(maxEntries));
    }

    /** Loads a program that does something with R6, the number that its packet begins with. */
    private BpfProgram withNumber(Item... then) {
        return workspace.load(
                assemble(
                        loadMem(W, R2, R1, 0),
                        loadMem(W, R3, R1, 4),
                        mov(R4, R2),
                        add(R4, 8),
                        mov(R0, 0),
                        jgt(R4, R3, "out"),
                        loadMem(DW, R6, R2, 0),
                        seq(then),
                        label("out"),
                        exitInsn()),
                ProgramType.XDP);
    }

    private int run(BpfProgram program, long number) {
        byte[] packet = new byte[64];
        ByteBuffer.wrap(packet).put(Values.u64(number));
        return workspace.testRun(program, packet).returnValue();
    }

    @Test
    void aCounterCountsFromUserspaceAndFromAProgram() {
        try (Counter<Long> counter = new Counter<>(counts(4))) {
            assertThat(counter.get(80L)).isZero();
            counter.increment(80L);
            counter.add(80L, 41);
            BpfProgram program = withNumber(storeMem(W, R10, -4, 80), counter.count(-4), counter.count(-4));
            assertThat(run(program, 0)).isZero();
            assertThat(counter.get(80L)).isEqualTo(44);
            BpfProgram adds = withNumber(storeMem(W, R10, -12, 81), counter.count(-12, R6));
            assertThat(run(adds, 7)).isZero();
            assertThat(run(adds, -1)).isZero();
            assertThat(counter.get(81L)).isEqualTo(6);
        }
        assertThat(workspace.programs()).hasSize(2);
    }

    static Stream<Codec<?>> keys() {
        return Stream.of(
                dev.bpflab.bpf.Codecs.U8,
                U16BE,
                U32,
                U64,
                COMM,
                struct(Conn.class, field("addr", IPV4)),
                dev.bpflab.bpf.Codecs.text(27));
    }

    @ParameterizedTest
    @MethodSource("keys")
    <K> void aCounterTakesKeysOfAnySize(Codec<K> codec) {
        K key = codec.decode(ByteBuffer.allocate(codec.size()));
        try (Counter<K> counter = new Counter<>(
                workspace.create(MapSpec.hash("counts", codec, U64).maxEntries(2)))) {
            counter.add(key, 3);
            counter.add(key, 4);
            assertThat(counter.get(key)).isEqualTo(7);
            assertThat(counter.map().size()).isEqualTo(1);
        }
    }

    @Test
    void aCounterSaysThatTheMapIsFull() {
        try (Counter<Long> counter = new Counter<>(counts(1))) {
            counter.increment(1L);
            assertThatThrownBy(() -> counter.increment(2L))
                    .hasMessage(
                            "update in map 'counts': E2BIG (the map is full: max_entries is 1; delete entries, or create it larger)");
            BpfProgram program = withNumber(storeMem(W, R10, -4, 2), counter.count(-4));
            assertThat(run(program, 0)).isEqualTo(-7);
            assertThat(counter.get(1L)).isEqualTo(1);
        }
    }

    /** Userspace looks up, the program counts, userspace overwrites: what the program counted is gone. */
    @Test
    void lookingUpAddingAndOverwritingLosesWhatAProgramCountsInBetween() {
        BpfMap<Long, Long> counts = counts(4);
        try (Counter<Long> counter = new Counter<>(counts)) {
            BpfProgram program = withNumber(storeMem(W, R10, -4, 80), counter.count(-4));
            run(program, 0);
            long seen = counter.get(80L);
            run(program, 0);
            counts.put(80L, seen + 1);
            assertThat(counter.get(80L))
                    .as("three counts, of which one is lost")
                    .isEqualTo(2);

            counter.increment(80L);
            run(program, 0);
            assertThat(counter.get(80L)).isEqualTo(4);
        }
    }

    /** Both miss the key, both insert a first count; NOEXIST tells the second, and it adds. */
    @Test
    void insertingWithoutNoexistLosesTheFirstCountOfAnother() {
        BpfMap<Long, Long> counts = counts(4);
        try (Counter<Long> counter = new Counter<>(counts)) {
            assertThat(counts.get(80L)).isNull();
            counter.increment(80L);
            counts.put(80L, 1L);
            assertThat(counter.get(80L)).as("two counts, of which one is lost").isEqualTo(1);
            assertThat(counts.putIfAbsent(80L, 1L)).isFalse();
        }
    }

    @Test
    void aCounterLosesNothingWhenThreadsCountAtOnce() {
        try (Counter<Long> counter = new Counter<>(counts(8))) {
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(CompletableFuture.runAsync(() -> {
                    workspace.use();
                    LongStream.range(0, 500).forEach(each -> counter.increment(each % 5));
                }));
            }
            threads.forEach(CompletableFuture::join);
            assertThat(counter.map().stream().mapToLong(Entry::value))
                    .containsOnly(400L)
                    .hasSize(5);
        }
    }

    static Stream<Buckets> buckets() {
        return Stream.of(
                Buckets.linear(256, 64),
                Buckets.linear(100, 3),
                Buckets.linear(1, 1),
                Buckets.linear(5_000_000_000L, 7),
                Buckets.linear(1L << 40, 7),
                Buckets.log2(64),
                Buckets.log2(16),
                Buckets.log2(1));
    }

    /** The program's index is Java's, which {@link BucketsTest} checks against the bounds. */
    @ParameterizedTest
    @MethodSource("buckets")
    void aProgramFindsTheBucketThatJavaFinds(Buckets buckets) {
        BpfProgram program = withNumber(buckets.indexOf(R6));
        LongStream bounds = LongStream.range(0, buckets.count()).map(index -> buckets.lower((int) index));
        LongStream.concat(bounds, LongStream.of(1L << 32, (1L << 32) - 1, Long.MAX_VALUE, -1, 12_345))
                .flatMap(value -> LongStream.of(value - 1, value, value + 1))
                .forEach(value -> assertThat(run(program, value))
                        .as(Long.toUnsignedString(value))
                        .isEqualTo(buckets.indexOf(value)));
    }

    @Test
    void aHistogramHoldsWhatAProgramCountsWithItsOverflow() {
        BpfMap<Long, Long> sizes = workspace.create(Buckets.linear(256, 64).histogram("sizes"));
        BpfProgram program = withNumber(Buckets.linear(256, 64).count(sizes, R6), mov(R0, 0));
        for (long size : new long[] {0, 64, 255, 256, 1500, 1500, 16_383, 16_384, 65_535}) {
            run(program, size);
        }
        Histogram histogram = Histogram.of(sizes);
        assertThat(histogram.total()).isEqualTo(9);
        assertThat(histogram.bars()).hasSize(65);
        assertThat(histogram.counts())
                .containsEntry("0–255", 3L)
                .containsEntry("256–511", 1L)
                .containsEntry("1280–1535", 2L)
                .containsEntry("16128–16383", 1L)
                .containsEntry("≥ 16384", 2L);
        assertThat(histogram.percentile(50)).hasToString("1280–1535");
    }

    @Test
    void aHistogramPerCpuIsTheSumOfAll() {
        Buckets buckets = Buckets.log2(8);
        BpfMap<Long, PerCpu<Long>> times = workspace.create(buckets.percpuHistogram("times"));
        BpfProgram program = withNumber(buckets.count(times, R6), mov(R0, 0));
        for (long time : new long[] {0, 1, 2, 3, 4, 127, 128}) {
            run(program, time);
        }
        assertThat(Histogram.of(times)).hasToString("""
                0      1 ####################
                1      1 ####################
                2–3    2 ########################################
                4–7    1 ####################
                8–15   0
                16–31  0
                32–63  0
                64–127 1 ####################
                ≥ 128  1 ####################""");
    }

    @Test
    void aCacheDropsWhatHasExpired() {
        AtomicLong now = new AtomicLong(1_000);
        try (Cache<String, Long> cache = Cache.create("names", COMM, U64, 10, Duration.ofNanos(100), now::get)) {
            cache.put("a", 1L);
            now.addAndGet(60);
            cache.put("b", 2L);
            assertThat(cache.get("a")).isEqualTo(1);
            now.addAndGet(40);
            assertThat(cache.get("a")).isNull();
            assertThat(cache.map().containsKey("a")).isFalse();
            assertThat(cache.get("b")).isEqualTo(2);
            assertThat(cache.get("c")).isNull();
            cache.put("b", 3L);
            now.addAndGet(99);
            assertThat(cache.get("b")).isEqualTo(3);
            cache.put("d", 4L);
            now.addAndGet(1);
            assertThat(cache.expire()).isEqualTo(1);
            assertThat(cache.map().stream().map(Entry::key)).containsExactly("d");
        }
    }

    /** The entry expires, is read, and set anew before the reader drops it: the new one must not go with it. */
    @Test
    void aCacheKeepsWhatWasSetAnewWhileItWasBeingDropped() {
        AtomicLong now = new AtomicLong();
        List<Runnable> meanwhile = new ArrayList<>();
        try (Cache<Long, Long> cache = Cache.create("cache", U64, U64, 10, Duration.ofNanos(100), () -> {
            long time = now.get();
            if (!meanwhile.isEmpty()) {
                meanwhile.remove(0).run();
            }
            return time;
        })) {
            cache.put(1L, 10L);
            now.set(100);
            meanwhile.add(() -> cache.map().put(1L, new Timed<>(100, 11L)));
            assertThat(cache.get(1L)).isEqualTo(11);
            assertThat(cache.get(1L)).isEqualTo(11);
        }
    }

    @Test
    void aCacheOfFixedSizeEvicts() {
        try (KernelClock clock = new KernelClock();
                Cache<Long, Long> cache = Cache.create("cache", U64, U64, 100, Duration.ofHours(1), clock)) {
            LongStream.range(0, 1_000).forEach(key -> cache.put(key, key));
            assertThat(cache.map().size()).isBetween(1, 100);
            assertThat(cache.get(999L)).isEqualTo(999);
        }
    }

    @Test
    void aCacheClosesTheClockThatItMade() {
        try (Cache<Long, Long> cache = Patterns.cache("cache", U64, U64, 10, Duration.ofHours(1))) {
            cache.put(1L, 2L);
            assertThat(cache.get(1L)).isEqualTo(2);
            assertThat(workspace.programs()).hasSize(1);
        }
        assertThat(workspace.programs()).isEmpty();
        assertThat(workspace.maps()).isEmpty();
    }

    @Test
    void theKernelsClockGoesOn() {
        try (KernelClock clock = new KernelClock()) {
            long first = clock.getAsLong();
            assertThat(first).isPositive();
            assertThat(clock.getAsLong()).isGreaterThan(first);
            assertThat(workspace.programs()).hasSize(1);
        }
        assertThat(workspace.programs()).isEmpty();
    }

    @Test
    void settingsReachAProgramThatIsLoaded() {
        var limits = struct(Limits.class, field("most", U64), field("port", U16BE));
        try (Config<Limits> config = Config.create("limits", limits, new Limits(5, 443, (byte) -3))) {
            BpfProgram most = withNumber(config.load(R0, "most"));
            BpfProgram port = withNumber(config.load(R0, "port"));
            BpfProgram level = withNumber(config.load(R0, "level"));
            assertThat(List.of(run(most, 0), run(port, 0), run(level, 0))).containsExactly(5, 443, -3);
            config.change(old -> new Limits(old.most() + 1, 8080, (byte) 4));
            assertThat(List.of(run(most, 0), run(port, 0), run(level, 0))).containsExactly(6, 8080, 4);
            assertThat(config.get()).isEqualTo(new Limits(6, 8080, (byte) 4));
            assertThatThrownBy(() -> withNumber(config.load(R1, "most"), storeMem(DW, R1, 0, 1)))
                    .isInstanceOf(BpfException.class);
        }
    }

    @Test
    void countersPerCpuAreSummedUp() {
        try (PerCpuCounter counter = PerCpuCounter.create("calls", 2)) {
            BpfProgram program = withNumber(counter.count(1), mov(R0, 0));
            run(program, 0);
            run(program, 0);
            assertThat(counter.sum(1)).isEqualTo(2);
            assertThat(counter.sum(0)).isZero();
            assertThat(counter.sum(2)).isZero();
        }
    }
}
