package dev.bpflab.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.OpcodeTable;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the disassembler writes, the text assembler reads. */
class RoundTripTest {
    private static final long SEED = 9669;

    static Stream<OpcodeTable.Row> rows() {
        return OpcodeTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowReadsBackFromItsBareText(OpcodeTable.Row row) {
        assertThat(TextAssembler.parse(row.notation()).insns()).containsExactly(row.sample());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowReadsBackFromAListing(OpcodeTable.Row row) {
        assertThat(TextAssembler.parse(Disassembler.line(12, row.sample())).insns())
                .containsExactly(row.sample());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowsTextIsWrittenAgainAsItWasRead(OpcodeTable.Row row) {
        Insn read = TextAssembler.parse(row.notation()).insns().get(0);
        Insn decoded = InsnCodec.decode(InsnCodec.encode(List.of(read))).get(0);
        assertThat(Disassembler.text(decoded)).isEqualTo(row.notation());
    }

    @Test
    void aCallThroughARegisterReadsBack() {
        Insn call = new Insn.CallReg(Reg.R2);
        assertThat(TextAssembler.parse(Disassembler.text(call)).insns()).containsExactly(call);
    }

    @Test
    void anyProgramReadsBackFromItsListing() {
        Random random = new Random(SEED);
        List<Insn> insns = new ArrayList<>();
        while (insns.size() < 5_000) {
            byte[] bytes = InsnCodec.encode(
                    List.of(rows().toList().get(random.nextInt(170)).sample()));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            insns.addAll(decodedOrNothing(bytes));
        }
        Program program = InsnCodec.decodeProgram(InsnCodec.encode(insns));
        String listing = String.join("\n", Disassembler.lines(program));
        assertThat(TextAssembler.parse(listing).insns()).isEqualTo(insns);
        String bare = String.join("\n", insns.stream().map(Disassembler::text).toList());
        assertThat(TextAssembler.parse(bare).insns()).isEqualTo(insns);
    }

    @Test
    void brokenTextIsRefusedWithAPlaceAndNothingElse() {
        Random random = new Random(SEED);
        List<String> lines = rows().map(OpcodeTable.Row::notation).toList();
        String alphabet = "rw0123456789 +-*/%&|^=<>!()[]:,.#;sxulgotocifabpkm";
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(lines.get(random.nextInt(lines.size())));
            int at = random.nextInt(text.length());
            text.replace(at, at + random.nextInt(3), "" + alphabet.charAt(random.nextInt(alphabet.length())));
            try {
                assertThat(TextAssembler.parse(text.toString()).slots()).isPositive();
            } catch (TextAsmException expected) {
                assertThat(expected.line()).isEqualTo(1);
                assertThat(expected.column()).isBetween(1, text.length() + 1);
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 19_999);
    }

    private static List<Insn> decodedOrNothing(byte[] bytes) {
        try {
            return InsnCodec.decode(bytes);
        } catch (IllegalArgumentException noInstruction) {
            return List.of();
        }
    }
}
