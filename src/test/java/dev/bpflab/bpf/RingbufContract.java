package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperRingbufDiscard;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.helperRingbufQuery;
import static dev.bpflab.asm.Asm.helperRingbufReserve;
import static dev.bpflab.asm.Asm.helperRingbufSubmit;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.B;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs write to a ring buffer and how it is consumed. */
interface RingbufContract extends HostUnderTest {
    int RING = 4096;

    private int ring() {
        return map(MapType.RINGBUF, 0, 0, RING);
    }

    /** Loads a socket filter that does this and returns R0. */
    private int filter(Item... items) {
        return program(ProgramType.SOCKET_FILTER, assemble(seq(items), exitInsn()));
    }

    private int run(int program) {
        TestRunOutcome outcome = host().testRun(program, new TestRun(new byte[14], new byte[0], 0));
        assertThat(outcome.result()).isZero();
        return outcome.returnValue();
    }

    /** Writes so many bytes of the stack, the first eight of which are a number. */
    private Item output(int ring, int number, int length, int flags) {
        List<Item> items = new ArrayList<>();
        int start = -Math.max(8, (length + 7) / 8 * 8);
        for (int at = start; at < 0; at += 8) {
            items.add(storeMem(DW, R10, at, at == start ? number : 0));
        }
        items.add(seq(mov(R2, R10), add(R2, start), ldMapFd(R1, ref(ring))));
        items.add(helperRingbufOutput(R1, R2, length, flags));
        return seq(items.toArray(Item[]::new));
    }

    /** Reserves a record into R0 and R6 and goes to a label when there is no room. */
    private Item reserve(int ring, int length, String otherwise) {
        return seq(ldMapFd(R1, ref(ring)), helperRingbufReserve(R1, length, 0), mov(R6, R0), jeq(R0, 0, otherwise));
    }

    /** Returns what of each record stands at its beginning, as a number; its length when that is less. */
    private List<Long> drained(int ring) {
        List<Long> numbers = new ArrayList<>();
        for (RecordOutcome taken = host().ringbufTake(ring); taken.result() == 1; taken = host().ringbufTake(ring)) {
            numbers.add(
                    taken.data().length < 8
                            ? taken.data().length
                            : HostUnderTest.number(Arrays.copyOf(taken.data(), 8)));
        }
        return numbers;
    }

    private RingbufPositions positions(int ring) {
        return Objects.requireNonNull(host().ringbufPositions(ring));
    }

    @Test
    default void userspaceReachesNoEntries() {
        int ring = ring();
        byte[] none = new byte[0];
        assertThat(HostUnderTest.outcome(host().lookup(ring, none, none, 0))).isEqualTo("ENOTSUPP");
        assertThat(HostUnderTest.outcome(host().update(ring, none, none, 0))).isEqualTo("ENOTSUPP");
        assertThat(HostUnderTest.outcome(host().update(ring, none, none, 4))).isEqualTo("EINVAL");
        assertThat(HostUnderTest.outcome(host().update(ring, none, none, 8))).isEqualTo("ENOTSUPP");
        assertThat(HostUnderTest.outcome(host().delete(ring, none))).isEqualTo("ENOTSUPP");
        assertThat(HostUnderTest.outcome(host().nextKey(ring, null, none))).isEqualTo("ENOTSUPP");
        assertThat(HostUnderTest.outcome(host().lookupAndDelete(ring, none, none, 0)))
                .isEqualTo("ENOTSUPP");
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of the record, flags, what bpf_ringbuf_output returns, bytes of ring it takes
        "8, 0, 0, 16",
        "1, 0, 0, 16",
        "0, 0, 0, 8",
        "9, 0, 0, 24",
        "24, 0, 0, 32",
        "8, 1, 0, 16",
        "8, 2, 0, 16",
        "8, 3, 0, 16",
        "8, 4, -22, 0",
        "8, -1, -22, 0",
    })
    default void aRecordTakesItsLengthAndAHeader(int length, int flags, int returned, long bytes) {
        int ring = ring();
        assertThat(run(filter(output(ring, 7, length, flags)))).isEqualTo(returned);
        assertThat(positions(ring)).isEqualTo(new RingbufPositions(0, bytes, RING));
        RecordOutcome taken = host().ringbufTake(ring);
        assertThat(taken.result()).isEqualTo(returned == 0 ? 1 : 0);
        assertThat(taken.data()).hasSize(returned == 0 ? length : 0);
        assertThat(positions(ring)).isEqualTo(new RingbufPositions(bytes, bytes, RING));
    }

    @ParameterizedTest
    @CsvSource({
        // bytes asked for, flags, whether there is a record, bytes of ring it takes
        "8, 0, true, 16",
        "1, 0, true, 16",
        "0, 0, true, 8",
        "4080, 0, true, 4088",
        "4081, 0, false, 0",
        "4088, 0, false, 0",
        "4096, 0, false, 0",
        "1000000000, 0, false, 0",
        "8, 1, false, 0",
        "8, 4, false, 0",
    })
    default void aRecordHasToFitWithAByteToSpare(int length, int flags, boolean there, long bytes) {
        int ring = ring();
        int program = filter(
                ldMapFd(R1, ref(ring)),
                helperRingbufReserve(R1, length, flags),
                jeq(R0, 0, "none"),
                mov(R1, R0),
                helperRingbufSubmit(R1, 0),
                mov(R0, 1),
                exitInsn(),
                label("none"),
                mov(R0, 0));
        assertThat(run(program)).isEqualTo(there ? 1 : 0);
        assertThat(positions(ring).producer()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "1, 4096", "2, 24", "3, 40", "4, 0", "-1, 0"})
    default void aProgramAsksHowFarTheRingIs(int question, int answer) {
        int ring = ring();
        run(filter(output(ring, 1, 16, 0)));
        assertThat(drained(ring)).containsExactly(1L);
        run(filter(output(ring, 1, 8, 0)));
        assertThat(run(filter(ldMapFd(R1, ref(ring)), helperRingbufQuery(R1, question))))
                .isEqualTo(answer);
    }

    @Test
    default void aFullRingTakesNothingUntilSomethingIsConsumed() {
        int ring = ring();
        int program = filter(output(ring, 1, 8, 0));
        for (int i = 0; i < RING / 16 - 1; i++) {
            assertThat(run(program)).isZero();
        }
        assertThat(run(program)).isEqualTo(Errno.EAGAIN.result());
        assertThat(run(program)).isEqualTo(Errno.EAGAIN.result());
        assertThat(host().ringbufTake(ring).result()).isEqualTo(1);
        assertThat(run(program)).isZero();
        assertThat(run(program)).isEqualTo(Errno.EAGAIN.result());
        assertThat(drained(ring)).hasSize(RING / 16 - 1);
    }

    @ParameterizedTest
    @CsvSource({"false, 1 2", "true, 2"})
    default void recordsComeInTheOrderOfTheirReservation(boolean discard, String expected) {
        int ring = ring();
        Item end = discard ? helperRingbufDiscard(R1, 0) : helperRingbufSubmit(R1, 0);
        run(filter(
                reserve(ring, 8, "none"),
                storeMem(DW, R6, 0, 1),
                output(ring, 2, 8, 0),
                mov(R1, R6),
                end,
                label("none"),
                mov(R0, 0)));
        assertThat(drained(ring).toString()).isEqualTo("[" + expected.replace(" ", ", ") + "]");
    }

    @Test
    default void recordsThatWrapAroundAreWhole() {
        int ring = ring();
        int program = filter(
                reserve(ring, 1000, "none"),
                storeMem(DW, R6, 0, 11),
                storeMem(W, R6, 500, 22),
                storeMem(B, R6, 999, 33),
                mov(R1, R6),
                helperRingbufSubmit(R1, 0),
                mov(R0, 1),
                exitInsn(),
                label("none"),
                mov(R0, 0));
        for (int i = 0; i < 50; i++) {
            assertThat(run(program)).isEqualTo(1);
            byte[] record = host().ringbufTake(ring).data();
            assertThat(record).hasSize(1000);
            assertThat(record[0]).isEqualTo((byte) 11);
            assertThat(record[500]).isEqualTo((byte) 22);
            assertThat(record[999]).isEqualTo((byte) 33);
        }
    }

    @Test
    default void aReservedRecordHoldsWhatWasThereBefore() {
        int ring = ring();
        int writes = filter(
                reserve(ring, 4080, "none"),
                storeMem(DW, R6, 4064, 12),
                mov(R1, R6),
                helperRingbufDiscard(R1, 0),
                label("none"),
                mov(R0, 0));
        int reads = filter(
                reserve(ring, 4080, "none"),
                loadMem(DW, R6, R0, 4072),
                mov(R1, R0),
                helperRingbufDiscard(R1, 0),
                mov(R0, R6),
                exitInsn(),
                label("none"),
                mov(R0, -1));
        run(writes);
        assertThat(drained(ring)).isEmpty();
        // The second begins at the end of the ring with its header, so that its bytes lie eight before the first's.
        assertThat(run(reads)).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"HASH, EINVAL, false", "RINGBUF, OK, true"})
    default void onlyARingBufferIsConsumed(MapType type, String outcome, boolean positions) {
        int map = type == MapType.RINGBUF ? ring() : map(type, 4, 8, 1);
        assertThat(HostUnderTest.outcome(host().ringbufPoll(map, 0))).isEqualTo(outcome);
        assertThat(HostUnderTest.outcome(host().ringbufTake(map).result())).isEqualTo(outcome);
        assertThat(host().ringbufPositions(map) != null).isEqualTo(positions);
    }

    @Test
    default void aClosedRingIsNotConsumed() {
        int ring = ring();
        assertThat(host().ringbufTake(ring).result()).isZero();
        host().close(ring);
        assertThat(HostUnderTest.outcome(host().ringbufPoll(ring, 1_000_000))).isEqualTo("EBADF");
        assertThat(HostUnderTest.outcome(host().ringbufTake(ring).result())).isEqualTo("EBADF");
        assertThat(host().ringbufPositions(ring)).isNull();
        assertThat(HostUnderTest.outcome(host().ringbufPoll(-1, 0))).isEqualTo("EBADF");
    }

    @Test
    default void waitingEndsWithTheTimeOrWithARecord() {
        int ring = ring();
        assertThat(host().ringbufPoll(ring, 0)).isZero();
        assertThat(host().ringbufPoll(ring, 1)).isZero();
        run(filter(output(ring, 1, 8, 0)));
        assertThat(host().ringbufPoll(ring, 0)).isEqualTo(1);
        assertThat(host().ringbufPoll(ring, 1_000_000)).isEqualTo(1);
        assertThat(drained(ring)).containsExactly(1L);
        assertThat(host().ringbufPoll(ring, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    default void aRecordEndsTheWaitOfAnotherThread(int flags) {
        int ring = ring();
        int program = filter(output(ring, 1, 8, flags));
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> host().ringbufPoll(ring, 1_000_000));
        run(program);
        assertThat(waiting.join()).isEqualTo(1);
    }

    @Test
    default void closingEndsTheWaitOfAnotherThread() {
        int ring = ring();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> host().ringbufPoll(ring, 1_000_000));
        host().close(ring);
        assertThat(HostUnderTest.outcome(waiting.join())).isEqualTo("EBADF");
    }

    @Test
    default void anInterruptEndsTheWait() {
        int ring = ring();
        Thread.currentThread().interrupt();
        assertThat(HostUnderTest.outcome(host().ringbufPoll(ring, 1_000_000))).isEqualTo("EINTR");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(host().ringbufPoll(ring, 0)).isZero();
    }

    @Test
    default void manyProducersHaveOneConsumer() {
        int ring = ring();
        int producers = 4;
        int each = 5_000;
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        try {
            List<CompletableFuture<Void>> written = new ArrayList<>();
            for (int i = 0; i < producers; i++) {
                int program = filter(output(ring, i, 8, 0));
                written.add(CompletableFuture.runAsync(
                        () -> {
                            // One that finds no room is tried again, so that none is lost.
                            for (int n = 0; n < each && !Thread.currentThread().isInterrupted(); ) {
                                n += run(program) == 0 ? 1 : 0;
                            }
                        },
                        threads));
            }
            int[] consumed = new int[producers];
            while (!written.stream().allMatch(CompletableFuture::isDone)) {
                host().ringbufPoll(ring, 1);
                drained(ring).forEach(number -> consumed[(int) (long) number]++);
            }
            drained(ring).forEach(number -> consumed[(int) (long) number]++);
            written.forEach(CompletableFuture::join);
            assertThat(consumed).containsOnly(each);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void closingWhileOthersConsumeIsSafe() {
        int program = 0;
        for (int round = 0; round < 200; round++) {
            int ring = ring();
            if (round % 50 == 0) {
                program = filter(output(ring, 1, 8, 0));
            }
            run(program);
            List<CompletableFuture<Void>> consumers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                consumers.add(CompletableFuture.runAsync(() -> {
                    int result = 0;
                    while (result >= 0) {
                        result = Math.min(host().ringbufTake(ring).result(), host().ringbufPoll(ring, 0));
                    }
                    assertThat(result).isEqualTo(Errno.EBADF.result());
                }));
            }
            host().ringbufTake(ring);
            assertThat(host().close(ring)).isZero();
            consumers.forEach(CompletableFuture::join);
        }
    }
}
