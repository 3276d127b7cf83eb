package dev.bpflab.grade.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.agent.CallEnd;
import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.StageShapes;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostServiceTest {
    private static final int SEED = 20_261_130;
    private static final int RUNS = Integer.getInteger("bpflab.fuzz.calls", 20_000);
    private static final MapAttr COUNTS = new MapAttr(MapType.HASH.number(), 4, 8, 16, 0, "counts");

    private final Workspace workspace = Sim.workspace(1, Recordings.NONE);
    private final KnownObjects objects = new KnownObjects(workspace);
    private final HostService service = new HostService(objects);

    @AfterEach
    void close() {
        workspace.close();
    }

    private FieldReader call(HostCall call, FieldWriter arguments) {
        return new FieldReader(service.serve(new FieldReader(
                        new FieldWriter().constant(call).all(arguments).toBytes()))
                .toBytes());
    }

    private FieldReader returned(HostCall call, FieldWriter arguments) {
        FieldReader answer = call(call, arguments);
        assertThat(answer.constant(CallEnd.values())).isEqualTo(CallEnd.RETURNED);
        return answer;
    }

    private int createMap(MapAttr attr) {
        FieldWriter to = new FieldWriter();
        Shapes.MAP_ATTR.write(to, attr);
        return returned(HostCall.CREATE_MAP, to).i32();
    }

    @Test
    void aMapThatTheAgentMakesIsOneOfTheGraders() {
        int fd = createMap(COUNTS);

        FieldWriter update = new FieldWriter()
                .i32(fd)
                .bytes(new byte[] {1, 0, 0, 0})
                .bytes(new byte[8])
                .i64(0);
        assertThat(returned(HostCall.UPDATE, update).i32()).isZero();
        BpfMap<?, ?> map = workspace.maps().get(0);
        assertThat(map.name()).isEqualTo("counts");
        assertThat(map.size()).isEqualTo(1);
        assertThat(objects.map(map.id(), fd)).containsSame(map);
    }

    @Test
    void aMapThatTheAgentClosesIsStillKnownAsClosed() {
        int fd = createMap(COUNTS);
        BpfMap<?, ?> map = workspace.maps().get(0);

        assertThat(returned(HostCall.CLOSE, new FieldWriter().i32(fd)).i32()).isZero();

        assertThat(workspace.maps()).isEmpty();
        assertThat(map.isClosed()).isTrue();
        assertThat(objects.map(map.id(), fd)).containsSame(map);
        assertThat(returned(HostCall.CLOSE, new FieldWriter().i32(fd)).i32()).isEqualTo(Errno.EBADF.result());
    }

    @Test
    void mapsTakeNoMoreThanTheirShareOfTheGradersMemory() {
        MapAttr large = new MapAttr(MapType.ARRAY.number(), 4, 1 << 16, 1 << 16, 0, "large");
        MapAttr half = new MapAttr(MapType.ARRAY.number(), 4, 1 << 16, 1 << 11, 0, "half");

        assertThat(createMap(large)).isEqualTo(Errno.ENOMEM.result());
        int first = createMap(half);
        assertThat(first).isPositive();
        assertThat(createMap(half)).isEqualTo(Errno.ENOMEM.result());
        returned(HostCall.CLOSE, new FieldWriter().i32(first));
        assertThat(createMap(half)).isPositive();
    }

    @Test
    void whatIsToBlockOrToLastIsRefused() {
        assertThatThrownBy(() ->
                        call(HostCall.RINGBUF_POLL, new FieldWriter().i32(3).i32(60_000)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("60000 ms");
        FieldWriter processes = new FieldWriter().text("true").i32(Integer.MAX_VALUE);
        assertThat(call(HostCall.RUN_PROCESSES, processes).constant(CallEnd.values()))
                .isEqualTo(CallEnd.FAILED);
        FieldWriter packets =
                new FieldWriter().list(List.of(Packets.of(64).times(Integer.MAX_VALUE)), StageShapes.PACKETS.writer());
        assertThat(call(HostCall.SEND_PACKETS, packets).constant(CallEnd.values()))
                .isEqualTo(CallEnd.FAILED);
        assertThat(workspace.sent()).isEmpty();
    }

    @Test
    void arraysOfTheWrongLengthAreTheCallersMistake() {
        int fd = createMap(COUNTS);

        FieldReader answer = call(HostCall.DELETE, new FieldWriter().i32(fd).bytes(new byte[3]));

        assertThat(answer.constant(CallEnd.values())).isEqualTo(CallEnd.MISUSED);
    }

    @Test
    void roomIsNotMadeBeforeItsSizeIsChecked() {
        FieldWriter lookup = new FieldWriter()
                .i32(3)
                .bytes(new byte[4])
                .i32(Integer.MAX_VALUE)
                .i64(0);

        assertThatThrownBy(() -> call(HostCall.LOOKUP, lookup))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("room for 2147483647 bytes");
    }

    /** Whatever arguments come, a call is answered or refused as none: nothing else comes out of the grader's own host. */
    @Test
    void noArgumentsMakeTheHostFailInAnyOtherWay() {
        SplittableRandom random = new SplittableRandom(SEED);
        HostCall[] calls = HostCall.values();
        createMap(COUNTS);
        Map<CallEnd, Integer> ends = new EnumMap<>(CallEnd.class);
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            HostCall which = calls[random.nextInt(calls.length)];
            try {
                ends.merge(call(which, arguments(random)).constant(CallEnd.values()), 1, Integer::sum);
            } catch (WireException none) {
                refused++;
            }
        }
        assertThat(refused).isBetween(RUNS / 10, RUNS - 10);
        assertThat(ends).containsKeys(CallEnd.RETURNED, CallEnd.MISUSED);
    }

    /** Fields as calls have them: small numbers, bytes and texts, and now and then anything. */
    private static FieldWriter arguments(SplittableRandom random) {
        FieldWriter to = new FieldWriter();
        for (int fields = random.nextInt(6); fields > 0; fields--) {
            switch (random.nextInt(6)) {
                case 0 -> to.i32(random.nextInt(3, 6));
                case 1 -> to.i32(random.nextInt());
                case 2 -> to.bytes(new byte[random.nextInt(3) * 4]);
                case 3 -> to.text(random.nextBoolean() ? "true" : "sched");
                case 4 -> to.u8(random.nextInt(4));
                default -> to.i64(random.nextBoolean() ? 0 : random.nextLong());
            }
        }
        return to;
    }

    @Test
    void everyCallIsServed() {
        for (HostCall which : HostCall.values()) {
            try {
                assertThat(call(which, new FieldWriter())).isNotNull();
            } catch (WireException cutOff) {
                assertThat(cutOff.getMessage()).as(which.name()).doesNotContain("which nobody serves");
            }
        }
        assertThat(WireLimits.BYTES).isLessThan(WireLimits.MESSAGE);
    }
}
