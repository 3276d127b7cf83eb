package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.RefusedPrograms.Refused;
import dev.bpflab.isa.InsnCodec;
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

    private void explains(Refused refused, Map<String, Integer> maps) {
        Program program =
                TextAssembler.parse(refused.text(), name -> maps.containsKey(name) ? ref(maps.get(name)) : null);
        ProgramSpec spec = ProgramSpec.of(program, refused.type());
        LoadOutcome outcome = host().load(new ProgAttr(
                refused.type().number(),
                InsnCodec.encode(program.link(map -> ((Ref) map).fd())),
                spec.license(),
                "",
                1));
        assertThat(outcome.result()).as(outcome.log()).isNegative();
        Explanation explanation =
                Explanation.of(spec, Errno.ofResult(outcome.result()), new VerifierLog(outcome.log()));
        String tail = outcome.log().substring(Math.max(0, outcome.log().length() - 2_000));
        assertThat(explanation.message()).as(tail).isEqualTo(refused.message());
        Explanation.Place place = explanation.place();
        assertThat(place == null ? -1 : place.slot()).as(tail).isEqualTo(refused.slot());
        assertThat(explanation.meaning() + explanation.remedy() + explanation.changes())
                .as(tail)
                .doesNotContain("{", "}", "something unknown", "the register");
    }
}
