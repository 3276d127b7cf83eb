package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.isa.InsnCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Programs run one after the other on the same memory, and none finds there what another had. */
class ReusedMemoryTest {
    private final SimKernel kernel = new SimKernel(1);
    private final SimHost host = new SimHost(kernel);

    private int load(ProgramType type, String code) {
        byte[] insns = InsnCodec.encode(TextAssembler.parse(code).insns());
        LoadOutcome loaded = host.load(new ProgAttr(type.number(), insns, "GPL", "", 1));
        assertThat(loaded.result()).as(loaded.log()).isPositive();
        return loaded.result();
    }

    @Test
    void aTracepointsRecordCanBeProbedAfterAPacketWasThere() {
        int map = host.createMap(new MapAttr(MapType.ARRAY.number(), 4, 8, 1, 0, ""));
        int packets = load(ProgramType.XDP, "r0 = 2\nexit");
        assertThat(host.testRun(packets, new TestRun(new byte[64], new byte[0], 1))
                        .result())
                .isZero();
        int tracing = load(ProgramType.TRACEPOINT, """
                r3 = r1
                r3 += 12
                r1 = map[%d][0]+0
                r2 = 4
                call bpf_probe_read_kernel
                r0 = 0
                exit
                """.formatted(map));
        assertThat(host.attach(tracing, new Hook.Tracepoint("sched", "sched_process_exec"))
                        .result())
                .isPositive();
        long pid = new SimStage(kernel, Recordings.NONE, 1)
                .runProcesses("true", 1)
                .get(0)
                .pid();
        byte[] value = new byte[8];
        assertThat(host.lookup(map, new byte[4], value, 0)).isZero();
        assertThat(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt())
                .isEqualTo(pid);
    }
}
