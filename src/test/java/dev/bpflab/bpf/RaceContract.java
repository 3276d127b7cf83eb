package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold when programs and userspace run at the same time, whatever the turns. */
interface RaceContract extends HostUnderTest {
    /** Returns the CPUs that can be used here, at most two. */
    private List<Integer> cpus() {
        return Runtime.getRuntime().availableProcessors() > 1 && host().possibleCpus() > 1 ? List.of(0, 1) : List.of(0);
    }

    /** Returns how often programs run on each CPU: real CPUs need longer to meet. */
    private int times() {
        return host().name().equals("kernel") ? 300_000 : 2_000;
    }

    private TestRun packet(int repeat) {
        return new TestRun(new byte[64], new byte[0], repeat);
    }

    /** Runs a program on all CPUs; returns how often it ran. */
    private long race(ProgramType type, Program program, Schedule schedule) {
        int fd = program(type, program);
        List<Racer> racers = new ArrayList<>();
        cpus().forEach(cpu -> racers.add(new Racer.OnCpu(cpu, fd, packet(times()))));
        RaceOutcome outcome = host().race(racers, schedule);
        assertThat(outcome.runs()).hasSameSizeAs(racers).allSatisfy(run -> {
            assertThat(HostUnderTest.outcome(run.result())).isEqualTo("OK");
            assertThat(run.returnValue()).isZero();
        });
        return (long) times() * racers.size();
    }

    private long race(Program program) {
        return race(ProgramType.SOCKET_FILTER, program, Schedule.seeded(1));
    }

    @Test
    default void atomicAddNeverLoses() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        long ran = race(CounterRaces.atomic(ref(map)));
        assertThat(get(map, 0)).isEqualTo(Long.toString(ran));
    }

    @Test
    default void atomicAddNeverLosesOnRealThreads() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        long ran = race(ProgramType.XDP, CounterRaces.atomic(ref(map)), Schedule.THREADS);
        assertThat(get(map, 0)).isEqualTo(Long.toString(ran));
    }

    /** On Linux 6.18 with two CPUs 4.6 to 8.7 % are lost; how many is chance. */
    @Test
    default void plainLoadAddStoreMayLoseButInventsNothing() {
        for (Schedule schedule : List.of(Schedule.seeded(1), Schedule.THREADS)) {
            int map = map(MapType.ARRAY, 4, 8, 1);
            long ran = race(ProgramType.SOCKET_FILTER, CounterRaces.plain(ref(map)), schedule);
            assertThat(Long.parseLong(get(map, 0))).isBetween(1L, ran);
        }
    }

    @ParameterizedTest
    @CsvSource({"PERCPU_ARRAY", "PERCPU_HASH"})
    default void aValueForEachCpuNeedsNoAtomics(MapType type) {
        int map = map(type, 4, 8, 1);
        byte[] values = new byte[8 * host().possibleCpus()];
        assertThat(host().update(map, HostUnderTest.u32(0), values, 0)).isZero();
        race(CounterRaces.plain(ref(map)));
        assertThat(host().lookup(map, HostUnderTest.u32(0), values, 0)).isZero();
        List<Long> perCpu = LongStream.range(0, host().possibleCpus())
                .mapToObj(cpu ->
                        HostUnderTest.number(java.util.Arrays.copyOfRange(values, (int) cpu * 8, (int) cpu * 8 + 8)))
                .toList();
        for (int cpu = 0; cpu < perCpu.size(); cpu++) {
            assertThat(perCpu.get(cpu)).as("CPU " + cpu).isEqualTo(cpus().contains(cpu) ? times() : 0L);
        }
    }

    @Test
    default void whoInsertsOnceAndLooksUpAgainLosesNothing() {
        int map = map(MapType.HASH, 4, 8, 8);
        long ran = race(CounterRaces.insertingOnce(ref(map)));
        assertThat(get(map, 0)).isEqualTo(Long.toString(ran));
    }

    @Test
    default void aReaderOfAReplacedHashValueSeesOldOrNewOrTornButNothingElse() {
        int map = map(MapType.HASH, 4, 8, 4);
        put(map, 0, 5);
        int reader = program(ProgramType.SOCKET_FILTER, CounterRaces.readingLate(ref(map)));
        int writer = program(ProgramType.SOCKET_FILTER, CounterRaces.reusing(ref(map)));
        for (int i = 0; i < 50; i++) {
            put(map, 0, 5);
            RaceOutcome outcome = host().race(
                            List.of(
                                    new Racer.OnCpu(cpus().get(0), reader, packet(1)),
                                    new Racer.OnCpu(cpus().get(cpus().size() - 1), writer, packet(1))),
                            Schedule.seeded(i));
            // The key's value, no key, or the value of the key that has the memory now: never memory that is gone.
            assertThat(outcome.runs().get(0).returnValue()).isIn(5, -1, 77);
            delete(map, 1);
        }
    }

    @Test
    default void userspaceRunsBesideThePrograms() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, CounterRaces.atomic(ref(map)));
        List<Long> seen = new ArrayList<>();
        RaceOutcome outcome = host().race(
                        List.of(new Racer.OnCpu(0, program, packet(times())), new Racer.Userspace(() -> {
                            for (int i = 0; i < 20; i++) {
                                seen.add(Long.parseLong(get(map, 0)));
                            }
                        })),
                        Schedule.seeded(3));
        assertThat(outcome.runs()).extracting(TestRunOutcome::result).containsOnly(0);
        assertThat(seen)
                .hasSize(20)
                .isSorted()
                .allSatisfy(count -> assertThat(count).isBetween(0L, (long) times()));
        assertThat(get(map, 0)).isEqualTo(Integer.toString(times()));
    }

    @Test
    default void whatUserspaceThrowsIsThrownWhenAllHaveEnded() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, CounterRaces.atomic(ref(map)));
        List<Racer> racers = List.of(new Racer.OnCpu(0, program, packet(100)), new Racer.Userspace(() -> {
            throw new IllegalStateException("on purpose");
        }));
        for (Schedule schedule : Set.of(Schedule.seeded(1), Schedule.THREADS)) {
            put(map, 0, 0);
            assertThatThrownBy(() -> host().race(racers, schedule)).hasMessage("on purpose");
            assertThat(get(map, 0)).isEqualTo("100");
        }
    }

    @Test
    default void aRacerThatIsRefusedHasTheErrnoAndTheOthersRun() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, CounterRaces.atomic(ref(map)));
        int tracepoint = program(ProgramType.TRACEPOINT, CounterRaces.atomic(ref(map)));
        List<Racer> racers = List.of(
                new Racer.OnCpu(100_000, program, packet(10)),
                new Racer.OnCpu(-1, program, packet(10)),
                new Racer.OnCpu(0, map, packet(10)),
                new Racer.OnCpu(0, 12_345, packet(10)),
                new Racer.OnCpu(0, tracepoint, packet(10)),
                new Racer.OnCpu(0, program, new TestRun(new byte[13], new byte[0], 10)),
                new Racer.OnCpu(0, program, packet(10)));
        for (Schedule schedule : List.of(Schedule.seeded(1), Schedule.THREADS)) {
            assertThat(host().race(racers, schedule).runs())
                    .extracting(run -> HostUnderTest.outcome(run.result()))
                    .containsExactly("ENXIO", "ENXIO", "EINVAL", "EBADF", "ENOTSUPP", "EINVAL", "OK");
        }
        assertThat(get(map, 0)).isEqualTo("20");
    }

    @Test
    default void nobodyRacesToo() {
        assertThat(host().race(List.of(), Schedule.seeded(1)).runs()).isEmpty();
        assertThat(host().race(List.of(), Schedule.THREADS).runs()).isEmpty();
    }

    @Test
    default void anInterruptedRaceEndsWithEintr() throws InterruptedException {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, CounterRaces.atomic(ref(map)));
        List<Racer> racers = List.of(new Racer.OnCpu(0, program, packet(Integer.MAX_VALUE)));
        for (Schedule schedule : List.of(Schedule.seeded(1), Schedule.THREADS)) {
            List<String> ended = new ArrayList<>();
            Thread racing = new Thread(() -> ended.add(HostUnderTest.outcome(
                    host().race(racers, schedule).runs().get(0).result())));
            racing.start();
            while (get(map, 0).equals("0")) {
                Thread.onSpinWait();
            }
            racing.interrupt();
            racing.join();
            assertThat(ended).containsExactly("EINTR");
            put(map, 0, 0);
        }
    }
}
