package dev.bpflab.asm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.OpcodeTable;
import dev.bpflab.isa.Program;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is a program, which reads back from its listing, or is refused with a place and a cause. */
class TextAssemblerFuzzTest {
    static Stream<String> seeds() {
        return Stream.concat(
                OpcodeTable.rows().stream().map(OpcodeTable.Row::notation),
                Stream.of(
                        "start: r6 = r1 ; keep\n  if r6 == 0 goto out\n7: (05) goto start\nout: exit",
                        "r2 = subprog[f]\ncall f\nexit\nf: r0 = 0x10 ll\nexit",
                        "3: .1........ (b7) r1 = 5\n\t// nothing\n# nothing\nexit"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void textIsAProgramOrRefused(@NotNull String text) {
        Program program;
        try {
            program = TextAssembler.parse(text);
        } catch (TextAsmException refused) {
            assertThat(refused)
                    .hasMessageStartingWith("line " + refused.line() + ", column " + refused.column() + ": ");
            assertThat((long) refused.line())
                    .isBetween(1L, Math.max(1, text.lines().count()));
            return;
        }
        String listing = String.join("\n", Disassembler.lines(program));
        assertThat(TextAssembler.parse(listing).insns()).isEqualTo(program.insns());
    }
}
