package dev.bpflab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Symbol;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final MapAttr ATTR = new MapAttr(1, 4, 8, -1, 1, "counts", 5);
    private static final TestRun RUN = new TestRun(BYTES, BYTES, 3, OptionalInt.of(1));
    private static final TestRunOutcome RAN = new TestRunOutcome(0, 2, BYTES, BYTES, 40);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Shapes.MAP_ATTR, ATTR),
                Arguments.of(Shapes.MAP_INFO, new MapInfo(7, ATTR)),
                Arguments.of(Shapes.BATCH, new Batch(BYTES, BYTES, 3, 4, 0)),
                Arguments.of(Shapes.RECORD, RecordOutcome.of(BYTES)),
                Arguments.of(Shapes.POSITIONS, new RingbufPositions(8, 16, 4096)),
                Arguments.of(Shapes.SYMBOL, new Symbol("do_exit", 12, "")),
                Arguments.of(Shapes.PROG_ATTR, new ProgAttr(5, BYTES, "GPL", "counter", 1)),
                Arguments.of(Shapes.LOADED, new LoadOutcome(9, "processed 3 insns")),
                Arguments.of(Shapes.TEST_RUN, RUN),
                Arguments.of(Shapes.RAN, RAN),
                Arguments.of(Shapes.ATTACHED, AttachOutcome.failed(Errno.EBUSY, "taken", "close it")),
                Arguments.of(Shapes.LINK_INFO, new LinkInfo(1, 2, 3, "interface 4")),
                Arguments.of(Shapes.RACER, new Racer.OnCpu(1, 8, RUN)),
                Arguments.of(Shapes.SCHEDULE, Schedule.seeded(-4)),
                Arguments.of(
                        Shapes.RACED,
                        new RaceOutcome(List.of(RAN), Schedule.seeded(1), List.of(new RaceOutcome.Turn(0, 4)), 1)),
                Arguments.of(Shapes.INTERFACE, new NetInterface("veth0", 2, "02:62", 1500, 1, 2, 3, 4)),
                Arguments.of(StageShapes.PROCESS, new StartedProcess(4711, "true", 4)),
                Arguments.of(StageShapes.PACKETS, new Packets(List.of(64, 1500), 20, Protocol.TCP, Direction.EGRESS)),
                Arguments.of(StageShapes.CPU_WORK, new CpuWork("hot", Duration.ofMillis(1200))),
                Arguments.of(StageShapes.SLEEP_WORK, new SleepWork("nap", 20, Duration.ofMillis(10))),
                Arguments.of(StageShapes.HOOK, new Hook.Tracepoint("sched", "sched_switch")),
                Arguments.of(StageShapes.HOOK, new Hook.RawTracepoint("sys_enter")),
                Arguments.of(StageShapes.HOOK, new Hook.Xdp("veth0", Hook.Xdp.Mode.NATIVE)),
                Arguments.of(StageShapes.HOOK, new Hook.Tcx("veth1", Direction.INGRESS)),
                Arguments.of(StageShapes.HOOK, new Hook.PerfSampling(99, -1)),
                Arguments.of(StageShapes.HOOK, new Hook.SocketFilter("lo")));
    }

    private static <T> byte[] written(Shapes<T> shape, Object value) {
        FieldWriter to = new FieldWriter();
        @SuppressWarnings("unchecked") // each row has a value of its shape
        T typed = (T) value;
        shape.write(to, typed);
        return to.toBytes();
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesAsItWasWritten(Shapes<?> shape, Object value) {
        FieldReader from = new FieldReader(written(shape, value));

        Object read = shape.read(from);

        from.end();
        assertThat(read).usingRecursiveComparison().isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueThatBreaksOffIsRefused(Shapes<?> shape, Object value) {
        byte[] whole = written(shape, value);

        for (int length = 0; length < whole.length; length++) {
            FieldReader cut = new FieldReader(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> shape.read(cut)).isInstanceOf(WireException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void whateverIsChangedItIsReadOrRefused(Shapes<?> shape, Object value) {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 200; run++) {
            byte[] changed = written(shape, value);
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                assertThat(shape.read(new FieldReader(changed))).isNotNull();
            } catch (WireException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void aFailureKeepsItsParts() {
        BpfException failure = new BpfException("create map", Errno.EINVAL, "too small", null);

        BpfException read = Shapes.FAILURE.read(new FieldReader(written(Shapes.FAILURE, failure)));

        assertThat(read).hasMessage("create map: EINVAL (too small)");
        assertThat(read.remedy()).isNull();
    }

    @Test
    void packetsThatCannotBeAreRefused() {
        FieldWriter tooSmall = new FieldWriter()
                .list(List.of(3), (to, size) -> to.i32(size))
                .i32(1)
                .u8(0)
                .u8(0);

        assertThatThrownBy(() -> StageShapes.PACKETS.read(new FieldReader(tooSmall.toBytes())))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("there is no Ethernet frame of 3 bytes");
    }

    @Test
    void whatWasThrownComesWithItsCauses() {
        Throwable thrown = new IllegalStateException("outer", new ArithmeticException("inner"));

        FieldWriter to = new FieldWriter();
        Throwables.describe(thrown).write(to);
        Thrown read = Thrown.read(new FieldReader(to.toBytes()));

        assertThat(read.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(read.message()).isEqualTo("outer");
        assertThat(read.cause()).isNotNull();
        assertThat(read.frames().get(0).getMethodName()).isEqualTo("whatWasThrownComesWithItsCauses");
        assertThat(read.unresolved()).isEqualTo(-1);
    }
}
