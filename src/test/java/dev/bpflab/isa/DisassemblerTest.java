package dev.bpflab.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.KernelLines.KernelLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DisassemblerTest {
    private static final MapRef COUNTS = () -> "counts";

    static Stream<KernelLine> recorded() {
        return KernelLines.recorded().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void writesWhatTheVerifierWrites(KernelLine recorded) {
        Insn insn = InsnCodec.decode(recorded.bytes()).get(0);
        assertThat(Disassembler.line(5, insn)).isEqualTo("5: " + recorded.line());
    }

    @Test
    void theRecordingShowsEveryRowThatAVerifierShowsAsItIsWritten() {
        // The verifier shows the others after it has put in what it knows of a map, a function or the kernel.
        List<OpcodeTable.Row> left = OpcodeTable.rows().stream()
                .filter(row -> recorded().noneMatch(line -> shows(row, line.bytes())))
                .toList();
        assertThat(left.stream().map(OpcodeTable.Row::notation))
                .containsExactly(
                        "call kernel-function#300",
                        "r1 = map[3]",
                        "r1 = map[3][0]+8",
                        "r1 = btf[3]:8",
                        "r1 = subprog[+3]",
                        "r1 = map[idx:3]",
                        "r1 = map[idx:3][0]+8");
    }

    private static boolean shows(OpcodeTable.Row row, byte[] bytes) {
        ByteBuffer slot = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean little = slot.order() == ByteOrder.LITTLE_ENDIAN;
        int src = little ? (bytes[1] & 0xf0) >> 4 : bytes[1] & 0xf;
        return (bytes[0] & 0xff) == row.opcode()
                && row.src().admits(src)
                && row.offset().admits(slot.getShort(2))
                && row.imm().admits(slot.getInt(4));
    }

    @ParameterizedTest
    @CsvSource({
        "MAP_FD, 3, 0, r1 = map[3]",
        "MAP_VALUE, 3, 8, r1 = map[3][0]+8",
        "MAP_VALUE, 3, -1, r1 = map[3][0]+4294967295",
        "MAP_IDX, 3, 0, r1 = map[idx:3]",
        "MAP_IDX_VALUE, 3, 8, r1 = map[idx:3][0]+8",
        "BTF_ID, 300, 0, r1 = btf[300]",
        "BTF_ID, 300, 7, r1 = btf[300]:7",
        "FUNC, 5, 0, r1 = subprog[+5]",
        "VALUE, -1, 1, r1 = 0x1ffffffff"
    })
    void writesWhatA64BitImmediateStandsFor(ImmKind kind, int low, int high, String text) {
        assertThat(Disassembler.text(new Insn.LdImm64(Reg.R1, kind, low, high))).isEqualTo(text);
    }

    @Test
    void writesCallsThatTheRecordingCannotShow() {
        assertThat(Disassembler.text(new Insn.CallKfunc(300, (short) 0))).isEqualTo("call kernel-function#300");
        assertThat(Disassembler.text(new Insn.CallKfunc(300, (short) 2))).isEqualTo("call kernel-function#300:2");
        assertThat(Disassembler.text(new Insn.CallReg(Reg.R3))).isEqualTo("callx r3");
    }

    @ParameterizedTest
    @EnumSource(Helper.class)
    void writesEveryHelperByName(Helper helper) {
        assertThat(Disassembler.text(new Insn.CallHelper(helper.id())))
                .isEqualTo("call " + helper.kernelName() + "#" + helper.id());
    }

    @Test
    void aListingCountsSlotsAndNamesMaps() {
        Insn map = new Insn.LdImm64(Reg.R1, ImmKind.MAP_FD, 0, 0);
        Insn value = new Insn.LdImm64(Reg.R2, ImmKind.MAP_VALUE, 0, 4);
        Program program = Program.of(List.of(
                new Program.Line(map, "", COUNTS),
                new Program.Line(value, "", COUNTS),
                new Program.Line(map, "", () -> ""),
                new Program.Line(new Insn.Exit(), "", null)));
        assertThat(Disassembler.lines(program))
                .containsExactly(
                        "0: (18) r1 = map[counts]",
                        "2: (18) r2 = map[counts][0]+4",
                        "4: (18) r1 = map[0]",
                        "6: (95) exit");
        assertThat(program)
                .hasToString("4 instructions in 7 slots:\n" + String.join("\n", Disassembler.lines(program)));
    }
}
