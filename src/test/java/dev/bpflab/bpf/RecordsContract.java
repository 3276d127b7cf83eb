package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.helperRingbufReserve;
import static dev.bpflab.asm.Asm.helperRingbufSubmit;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.asm.Item;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a ring buffer's records are consumed by their types, on either host. */
abstract class RecordsContract {
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(10);

    private Workspace workspace;

    abstract BpfHost open();

    @BeforeEach
    void openWorkspace() {
        workspace = new Workspace(open(), new NoStage());
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
    }

    private BpfMap<ByteBuffer, Long> numbers() {
        return workspace.create(MapSpec.ringbuf("numbers", Codecs.U64).maxEntries(4096));
    }

    private void run(Item... items) {
        BpfProgram program = workspace.load(assemble(seq(items), exitInsn()), ProgramType.SOCKET_FILTER);
        workspace.testRun(program, new byte[14]);
    }

    private static Item output(BpfMap<?, ?> ring, int number, int length) {
        return seq(
                storeMem(DW, R10, -16, number),
                storeMem(DW, R10, -8, 0),
                mov(R2, R10),
                add(R2, -16),
                ldMapFd(R1, ring),
                helperRingbufOutput(R1, R2, length, 0));
    }

    private void write(BpfMap<?, ?> ring, int... numbers) {
        run(Arrays.stream(numbers).mapToObj(number -> output(ring, number, 8)).toArray(Item[]::new));
    }

    @Test
    void pollHandsOverWhatIsThereAndSaysHowMany() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        List<Long> seen = new ArrayList<>();
        assertThat(numbers.poll(NOT_AT_ALL, seen::add)).isZero();
        write(numbers, 5, 6, 7);
        assertThat(numbers.poll(LONG, seen::add)).isEqualTo(3);
        assertThat(numbers.poll(Duration.ofMillis(1), seen::add)).isZero();
        assertThat(seen).containsExactly(5L, 6L, 7L);
    }

    @Test
    void anActionThatThrowsHasConsumedWhatItSaw() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        write(numbers, 1, 2, 3);
        List<Long> seen = new ArrayList<>();
        assertThatThrownBy(() -> numbers.poll(LONG, number -> {
                    seen.add(number);
                    if (number == 2) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(seen).containsExactly(1L, 2L);
        assertThat(numbers.drain()).containsExactly(3L);
    }

    @Test
    void recordsComeOneByOne() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        write(numbers, 1, 2);
        Iterator<Long> records = numbers.records(Duration.ofMillis(1)).iterator();
        assertThat(records.next()).isEqualTo(1);
        assertThat(numbers.positions().pending()).isEqualTo(16);
        write(numbers, 3);
        assertThat(records.hasNext()).isTrue();
        assertThat(records.next()).isEqualTo(2);
        assertThat(records.next()).isEqualTo(3);
        assertThat(records.hasNext()).isFalse();
        assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void bareRecordsHaveTheirOwnLengths() {
        BpfMap<ByteBuffer, ByteBuffer> bytes =
                workspace.create(MapSpec.of(MapType.RINGBUF, 0, 0, 4096).named("bytes"));
        run(output(bytes, 1, 3), output(bytes, 2, 16), output(bytes, 3, 0));
        List<ByteBuffer> records = bytes.drain();
        assertThat(records).extracting(ByteBuffer::remaining).containsExactly(3, 16, 0);
        assertThat(Values.readU64(records.get(1))).isEqualTo(2);
    }

    @Test
    void aRecordOfAnotherLengthIsNoValue() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        run(output(numbers, 1, 16), output(numbers, 2, 8));
        assertThatThrownBy(numbers::drain)
                .hasMessage("decode a record: EMSGSIZE (it has 16 bytes, u64 has 8; make the ring buffer with another"
                        + " codec, or without one for bare bytes)");
        assertThat(numbers.drain()).containsExactly(2L);
    }

    @Test
    void thereIsOneConsumerAtATime() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        write(numbers, 1);
        List<String> refused = new ArrayList<>();
        numbers.poll(LONG, number -> {
            for (Runnable other : List.<Runnable>of(
                    numbers::drain,
                    () -> CompletableFuture.runAsync(numbers::drain).join())) {
                try {
                    other.run();
                } catch (RuntimeException e) {
                    refused.add(Objects.requireNonNull(e.getMessage()));
                }
            }
        });
        assertThat(refused).hasSize(2).allMatch(message -> message.contains("drain map 'numbers': EBUSY"));
        assertThat(numbers.drain()).isEmpty();
    }

    @Test
    void anInterruptEndsAPoll() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> numbers.poll(LONG, number -> {}))
                .hasMessage("poll map 'numbers': EINTR (it was interrupted)");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingEndsAPoll() {
        BpfMap<ByteBuffer, Long> numbers = numbers();
        CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> numbers.poll(LONG, number -> {}));
        numbers.close();
        assertThatThrownBy(poll::join).hasMessageContaining("poll map 'numbers': EBADF (the map is closed");
    }

    /** Reserves a record of so many bytes; where there is no room, counts it for this CPU. */
    private static Item[] reserveOrCount(BpfMap<?, ?> ring, BpfMap<?, ?> lost, int length) {
        return new Item[] {
            ldMapFd(R1, ring),
            helperRingbufReserve(R1, length, 0),
            jeq(R0, 0, "lost"),
            storeMem(DW, R0, 0, 1),
            mov(R1, R0),
            helperRingbufSubmit(R1, 0),
            mov(R0, 0),
            exitInsn(),
            label("lost"),
            storeMem(W, R10, -4, 0),
            mov(R2, R10),
            add(R2, -4),
            ldMapFd(R1, lost),
            helperMapLookupElem(R1, R2),
            jne(R0, 0, "count"),
            exitInsn(),
            label("count"),
            mov(R1, 1),
            atomicAdd(DW, R0, 0, R1),
            mov(R0, 0)
        };
    }

    @Test
    void aProgramCountsTheRecordsThatFoundNoRoom() {
        BpfMap<ByteBuffer, ByteBuffer> ring =
                workspace.create(MapSpec.ringbuf("ring").maxEntries(4096));
        BpfMap<Long, PerCpu<Long>> lost =
                workspace.create(MapSpec.percpuArray("lost", Codecs.U64).maxEntries(1));
        run(reserveOrCount(ring, lost, 4096));
        assertThat(Objects.requireNonNull(lost.get(0L)).sum())
                .as("larger than the ring")
                .isEqualTo(1);
        int attempts = 10;
        for (int i = 0; i < attempts; i++) {
            run(reserveOrCount(ring, lost, 1000));
        }
        long delivered = ring.drain().size();
        assertThat(delivered).isEqualTo(4);
        assertThat(Objects.requireNonNull(lost.get(0L)).sum()).isEqualTo(1 + attempts - delivered);
    }
}
