package dev.bpflab.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.KernelLines;
import dev.bpflab.isa.KernelLines.KernelLine;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextAssemblerTest {
    private static final MapRef COUNTS = () -> "counts";

    @Test
    void readsLabelsCommentsAndPrefixes() {
        Program program = TextAssembler.parse("""
                # count
                start: r6 = r1        ; keep the context
                    r1 = map[0]       // takes two slots
                    call bpf_map_lookup_elem#1
                    if r0 == 0 goto out
                7:  (05) goto start
                out:
                    r0 = 0            # done
                    exit
                """);
        assertThat(Disassembler.lines(program))
                .containsExactly(
                        "0: (bf) r6 = r1",
                        "1: (18) r1 = map[0]",
                        "3: (85) call bpf_map_lookup_elem#1",
                        "4: (15) if r0 == 0x0 goto pc+1",
                        "5: (05) goto pc-6",
                        "6: (b7) r0 = 0",
                        "7: (95) exit");
        assertThat(program.lines().get(3).call()).isEqualTo("if r0 == 0 goto out");
    }

    static Stream<KernelLine> recorded() {
        return KernelLines.recorded().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatTheVerifierWrites(KernelLine recorded) {
        assertThat(InsnCodec.encode(TextAssembler.parse(recorded.line()).insns()))
                .isEqualTo(recorded.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r1 = *(u64 *)(r10 - 8)           | r1 = *(u64 *)(r10 -8)",
                "r1=*(u64*)(r10)                  | r1 = *(u64 *)(r10 +0)",
                "if r0 == 0 goto +3               | if r0 == 0x0 goto pc+3",
                "if r0 s> -1 goto -1              | if r0 s> 0xffffffff goto pc-1",
                "if w0 != 4294967295 goto pc+0    | if w0 != 0xffffffff goto pc+0",
                "w1 = 0xffffffff                  | w1 = -1",
                "*(u32 *)(r10 -4) = 0xffffffff    | *(u32 *)(r10 -4) = -1",
                "r1 = 5 ll                        | r1 = 0x5",
                "r1 = 18446744073709551615 ll     | r1 = 0xffffffffffffffff",
                "r1 = -9223372036854775808 ll     | r1 = 0x8000000000000000",
                "r1 = -2 ll                       | r1 = 0xfffffffffffffffe",
                "(b7) r1 = 0x5                    | r1 = 5",
                "call 5                           | call bpf_ktime_get_ns#5",
                "call bpf_ktime_get_ns            | call bpf_ktime_get_ns#5",
                "call +2                          | call pc+2",
                "gotol -70000                     | gotol pc-70000",
                "3: .1........ (b7) r1 = 5        | r1 = 5",
                "1   3: .1........ (b7) r1 = 5    | r1 = 5"
            })
    void acceptsOtherSpellings(String text, String written) {
        assertThat(Disassembler.text(TextAssembler.parse(text).lines().get(0))).isEqualTo(written);
    }

    @Test
    void findsMapsByName() {
        Program program = TextAssembler.parse(
                "r1 = map[counts]\nr2 = map[counts][0]+8\nexit", name -> name.equals("counts") ? COUNTS : null);
        assertThat(program.maps()).containsExactly(COUNTS);
        assertThat(Disassembler.lines(program))
                .containsExactly("0: (18) r1 = map[counts]", "2: (18) r2 = map[counts][0]+8", "4: (95) exit");
    }

    @Test
    void resolvesFunctionLabels() {
        Program program = TextAssembler.parse("r2 = subprog[f]\ncall f\nexit\nf: r0 = 0\nexit");
        assertThat(program.insns().stream().map(Disassembler::text))
                .containsExactly("r2 = subprog[+3]", "call pc+1", "exit", "r0 = 0", "exit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r1 = r11                     | 6  | expected a value: a register, a number",
                "r1 == 3                      | 4  | expected = or an operation such as += or s>>=, found '=='",
                "r1 += w2                     | 7  | expected a register r0 to r10, found 'w2'",
                "w1 = r2                      | 6  | expected a register w0 to w10, found 'r2'",
                "r1 = -r2                     | 7  | expected r1 again, found 'r2'",
                "r1 = (s64)r2                 | 7  | expected s8, s16 or s32, found 's64'",
                "w1 = (s32)w2                 | 7  | expected s8 or s16, found 's32'",
                "r1 = 4294967296              | 6  | 4294967296 does not fit 32 bits; write 4294967296 ll",
                "r1 = 99999999999999999999    | 6  | 99999999999999999999 does not fit 64 bits",
                "w1 = -18446744073709551615   | 7  | 18446744073709551615 does not fit 64 bits",
                "r1 = 18446744073709551615    | 6  | 18446744073709551615 does not fit 64 bits",
                "r1 += 4294967295             | 7  | 4294967295 does not fit the 32 bits that are sign-extended",
                "r1 = *(u65 *)(r2 +0)         | 8  | expected a type, u8 u16 u32 u64 or s8 s16 s32, found 'u65'",
                "r1 = *(u32 *)(r2 +40000)     | 18 | 40000 is out of range: not within -32768 to 32767",
                "r1 = *(u32 *)(r2 +0          | 20 | expected ')', found the end of the line",
                "*(s32 *)(r1 +0) = 1          | 3  | expected u8, u16, u32 or u64, found 's32'",
                "lock *(u16 *)(r1 +0) += r2   | 8  | expected u32 or u64, found 'u16'",
                "lock *(u64 *)(r1 +0) -= r2   | 22 | expected +=, |=, &= or ^=, found '-='",
                "r1 = atomic_nand(r2)         | 6  | expected atomic_ or atomic64_ with fetch_add",
                "r1 = atomic64_xchg((u64 *)(r2 +0), r3) | 36 | the old value comes back in r3, not in r1",
                "if r1 ~ 3 goto +1            | 7  | unexpected character '~'",
                "if r1 = 3 goto +1            | 7  | expected a comparison, == != > >= < <= s> s>= s< s<= or &, found '='",
                "if r1 == 3 jump +1           | 12 | expected 'goto', found 'jump'",
                "goto out                     | 6  | there is no label 'out'",
                "call nothing                 | 6  | there is no label 'nothing' and no helper",
                "call bpf_ktime_get_ns#1      | 6  | bpf_ktime_get_ns is helper 5, not 1",
                "r1 = map[counts]             | 10 | there is no map named 'counts'; use its number",
                "exit now                     | 6  | expected the end of the line, found 'now'",
                "(07) r1 = 5                  | 6  | this is opcode (b7), and (07) stands before it",
                "nop                          | 1  | expected an instruction, which begins with"
            })
    void saysWhereWhatWasExpected(String text, int column, String cause) {
        assertThatThrownBy(() -> TextAssembler.parse("exit\n" + text))
                .isInstanceOf(TextAsmException.class)
                .hasMessageStartingWith("line 2, column " + column + ": " + cause);
    }

    @Test
    void refusesTheSameLabelTwiceAndRegistersAsLabels() {
        assertThatThrownBy(() -> TextAssembler.parse("a: exit\na: exit"))
                .hasMessage("line 2, column 1: the label 'a' stands twice\n  a: exit\n  ^");
        assertThatThrownBy(() -> TextAssembler.parse("r1: exit"))
                .hasMessage("line 1, column 1: 'r1' cannot be a label; choose another name\n  r1: exit\n  ^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gto out                         | goto",
                "loc *(u64 *)(r1 +0) += r2       | lock",
                "exti                            | exit",
                "if r1 == 2 got out              | goto",
                "r1 = *(u65 *)(r10 -8)           | u64",
                "r1 = mp[0]                      | map",
                "r1 = be33 r1                    | be32",
                "r2 = atomic64_fetch_ad((u64 *)(r1 +0), r2) | atomic64_fetch_add",
                "call bpf_map_lookup             | bpf_map_lookup_elem",
                "call bpf_ktime_gt_ns            | bpf_ktime_get_ns",
                "goto misss                      | miss",
                "call misss                      | miss"
            })
    void namesTheWordThatWasMeant(String text, String meant) {
        assertThatThrownBy(() -> TextAssembler.parse("miss: exit\n" + text))
                .hasMessageContaining("; did you mean '" + meant + "'?");
    }

    @Test
    void proposesNothingWhereNothingComesNear() {
        assertThatThrownBy(() -> TextAssembler.parse("nop")).message().doesNotContain("did you mean");
    }

    @Test
    void pointsAtThePlaceBelowTheLine() {
        assertThatThrownBy(() -> TextAssembler.parse("exit\n\tr1 += w2 # more")).hasMessage("""
                        line 2, column 8: expected a register r0 to r10, found 'w2'
                          \tr1 += w2 # more
                          \t      ^""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r1 = map[id:146]                     | expected a map's number or name",
                "call pc+7#bpf_prog_b11459a0e11ca14c_F | ''"
            })
    void readsWhatBpftoolAddsOrSaysWhyNot(String text, String cause) {
        if (cause.isEmpty()) {
            assertThat(Disassembler.text(TextAssembler.parse(text).insns().get(0)))
                    .isEqualTo("call pc+7");
        } else {
            assertThatThrownBy(() -> TextAssembler.parse(text)).hasMessageContaining(cause);
        }
    }

    @Test
    void refusesTextWithoutInstructions() {
        assertThatThrownBy(() -> TextAssembler.parse("# nothing\n"))
                .hasMessage("line 1, column 1: expected an instruction, found nothing but comments and labels");
    }
}
