package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Explanation;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes get a verdict, a rejection with an errno and a log that ends as the kernel's does; what is accepted runs to its
 * end. The first byte of an input says which program type it is, the others are its instructions.
 */
class VerifierFuzzTest {
    private static final int FIRST_FD = 3;
    private static final List<ProgramType> TYPES = List.of(
            ProgramType.SOCKET_FILTER,
            ProgramType.SCHED_CLS,
            ProgramType.XDP,
            ProgramType.TRACEPOINT,
            ProgramType.RAW_TRACEPOINT,
            ProgramType.PERF_EVENT);
    private static final List<MapAttr> MAPS =
            List.of(map(MapType.HASH, 4, 8, 16), map(MapType.ARRAY, 4, 16, 1), map(MapType.QUEUE, 0, 8, 16));

    private static MapAttr map(MapType type, int keySize, int valueSize, int maxEntries) {
        return new MapAttr(type.number(), keySize, valueSize, maxEntries, 0, "");
    }

    static Stream<byte[]> seeds() {
        return Corpus.load().stream().map(program -> {
            byte[] insns = InsnCodec.encode(program.link(number -> FIRST_FD + number));
            byte[] input = new byte[insns.length + 1];
            input[0] = (byte) Math.max(0, TYPES.indexOf(program.type()));
            System.arraycopy(insns, 0, input, 1, insns.length);
            return input;
        });
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void bytesGetAVerdictAndWhatIsAcceptedRuns(byte @NotNull [] input) {
        if (input.length == 0) {
            return;
        }
        ProgramType type = TYPES.get((input[0] & 0xff) % TYPES.size());
        byte[] insns = Arrays.copyOfRange(input, 1, 1 + (input.length - 1) / 8 * 8);
        try (SimHost host = new SimHost(new SimKernel(1))) {
            MAPS.forEach(host::createMap);
            LoadOutcome outcome = host.load(new ProgAttr(type.number(), insns, "GPL", "", 1));
            if (outcome.result() >= 0) {
                runs(host, outcome.result());
            } else if (insns.length > 0) {
                explained(type, insns, outcome);
                assertThat(outcome.log()).contains("processed ");
            }
        }
    }

    private static void explained(ProgramType type, byte[] insns, LoadOutcome outcome) {
        Program program;
        try {
            program = InsnCodec.decodeProgram(insns);
        } catch (DecodeException noProgram) {
            program = Program.of(List.of());
        }
        Explanation explanation = Explanation.of(
                ProgramSpec.of(program, type), Errno.ofResult(outcome.result()), new VerifierLog(outcome.log()));
        assertThat(explanation.meaning()).isNotBlank();
    }

    private static void runs(SimHost host, int program) {
        try {
            TestRunOutcome run = host.testRun(program, new TestRun(new byte[64], new byte[0], 1));
            assertThat(run.result()).isIn(0, Errno.ENOTSUPP.result(), Errno.EINVAL.result());
        } catch (BpfException refused) {
            assertThat(refused).hasMessageContaining("is not simulated");
        }
    }
}
