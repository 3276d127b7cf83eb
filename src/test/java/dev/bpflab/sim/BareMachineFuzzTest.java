package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.OpcodeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes run without a verifier to a number or to a fault, within their budget. */
class BareMachineFuzzTest {
    private static final int BUDGET = 10_000;
    private static final byte[] DATA = new byte[32];

    static Stream<byte[]> seeds() {
        return OpcodeTable.rows().stream().map(row -> InsnCodec.encode(List.of(row.sample())));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void bytesRunToANumberOrAFault(byte @NotNull [] bytes) {
        try (SimHost host = new SimHost(new SimKernel(1))) {
            List<Integer> maps = new ArrayList<>();
            for (MapType type : List.of(MapType.HASH, MapType.ARRAY)) {
                maps.add(host.createMap(new MapAttr(type.number(), 4, 8, 4, 0, "")));
            }
            BareMachine.Outcome outcome = new BareMachine(host, maps, BUDGET).run(bytes, DATA.clone());
            if (outcome instanceof BareMachine.Stopped stopped) {
                assertThat(stopped.fault().toString()).isNotBlank();
            }
        }
    }
}
