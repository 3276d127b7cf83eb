package dev.bpflab.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class Version4Test {
    @Test
    void whatCameWithVersion4IsKnown() {
        assertThat(OpcodeTable.rows().stream()
                        .map(OpcodeTable.Row::sample)
                        .filter(Insn::isVersion4)
                        .map(insn -> String.format(Locale.ROOT, "%02x", InsnCodec.encode(List.of(insn))[0] & 0xff))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "37", "3f", "97", "9f", "bf", "34", "3c", "94", "9c", "bc", "d7", "06", "81", "89", "91");
    }
}
