package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.RefusedPrograms.Refused;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.Program;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of refusal is explained, from the log of either host alike. */
interface ExplanationContract extends HostUnderTest {
    @ParameterizedTest
    @MethodSource("dev.bpflab.bpf.RefusedPrograms#plain")
    default void explainsARefusal(Refused refused) {
        explains(refused, Map.of());
    }

    @ParameterizedTest
    @MethodSource("dev.bpflab.bpf.RefusedPrograms#withMaps")
    default void explainsARefusalAboutMaps(Refused refused) {
        Map<String, Integer> maps = new HashMap<>();
        maps.put("hash", map(MapType.HASH, 4, 8, 16));
        maps.put("rdonly", map(MapType.ARRAY, 4, 8, 1, MapFlag.RDONLY_PROG));
        maps.put("wronly", map(MapType.ARRAY, 4, 8, 1, MapFlag.WRONLY_PROG));
        explains(refused, maps);
    }

    @ParameterizedTest
    @MethodSource("dev.bpflab.bpf.RefusedPrograms#withRingbuf")
    default void explainsARefusalAboutRingBuffers(Refused refused) {
        try {
            explains(refused, Map.of("ringbuf", map(MapType.RINGBUF, 0, 0, 4096)));
        } catch (BpfException notSimulated) {
            Assumptions.abort(notSimulated.getMessage());
        }
    }

    private Program parsed(String text, Map<String, Integer> maps) {
        return TextAssembler.parse(text, name -> maps.containsKey(name) ? ref(maps.get(name)) : null);
    }

    private LoadOutcome loaded(Program program, ProgramType type) {
        return host().load(attr(type, program));
    }

    private static Explanation explained(Program program, ProgramType type, LoadOutcome outcome) {
        Errno errno = Errno.ofResult(outcome.result());
        return Explanation.of(ProgramSpec.of(program, type), errno, new VerifierLog(outcome.log()));
    }

    private void explains(Refused refused, Map<String, Integer> maps) {
        Program program = parsed(refused.text(), maps);
        LoadOutcome outcome = loaded(program, refused.type());
        assertThat(outcome.result()).as(outcome.log()).isNegative();
        Explanation explanation = explained(program, refused.type(), outcome);
        String tail = outcome.log().substring(Math.max(0, outcome.log().length() - 2_000));
        SimulatedRelease.assumeSame(host(), explanation.message(), refused.message());
        assertThat(explanation.message()).as(tail).isEqualTo(refused.message());
        Explanation.Place place = explanation.place();
        assertThat(place == null ? -1 : place.slot()).as(tail).isEqualTo(refused.slot());
        assertThat(explanation.meaning() + explanation.remedy() + explanation.changes())
                .as(tail)
                .doesNotContain("{", "}", "something unknown", "the register");
        Mended.text(refused.text(), program, explanation.changes()).ifPresent(text -> {
            LoadOutcome mended = loaded(parsed(text, maps), refused.type());
            if (mended.result() < 0) {
                assertThat(explained(parsed(text, maps), refused.type(), mended).message())
                        .as("the remedy goes a step on:\n" + text + "\n" + mended.log())
                        .isNotEqualTo(refused.message());
            }
        });
    }
}
