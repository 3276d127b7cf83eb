package dev.bpflab.isa;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bpflab.asm.TextAssembler;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are instructions, which survive every way of writing them, or are refused with a place and a cause. */
class InsnCodecFuzzTest {
    static Stream<byte[]> seeds() {
        return OpcodeTable.rows().stream().map(row -> InsnCodec.encode(List.of(row.sample())));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void bytesAreInstructionsOrRefused(byte @NotNull [] bytes) {
        List<Insn> insns;
        try {
            insns = InsnCodec.decode(bytes);
        } catch (DecodeException refused) {
            assertThat(refused).hasMessageStartingWith("decode slot " + refused.slot() + " (");
            assertThat(refused.slot()).isBetween(0, bytes.length / 8);
            return;
        }
        assertThat(InsnCodec.encode(insns)).isEqualTo(bytes);
        if (!insns.isEmpty()) {
            String listing = String.join("\n", Disassembler.lines(InsnCodec.decodeProgram(bytes)));
            assertThat(TextAssembler.parse(listing).insns()).isEqualTo(insns);
        }
    }
}
