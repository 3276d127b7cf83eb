package dev.bpflab.isa;

import static dev.bpflab.isa.Slots.join;
import static dev.bpflab.isa.Slots.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InsnCodecTest {
    private static final byte[] EXIT = slot(0x95, 0, 0, 0, 0);

    @Test
    void writesTheFieldsWhereTheRfcPutsThem() {
        Insn load = new Insn.Load(Size.W, false, Reg.R3, Reg.R10, (short) -4);
        assertThat(InsnCodec.encode(List.of(load))).isEqualTo(slot(0x61, 3, 10, -4, 0));
        Insn wide = new Insn.LdImm64(Reg.R1, ImmKind.VALUE, 0x11223344, 0x55667788);
        assertThat(InsnCodec.encode(List.of(wide)))
                .isEqualTo(join(slot(0x18, 1, 0, 0, 0x11223344), slot(0, 0, 0, 0, 0x55667788)));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(slot(0xb7, 0, 1, 0, 0), 0, "opcode 0xb7 does not use src_reg, which must be 0 but is 1"),
                Arguments.of(slot(0xb7, 0, 0, 1, 0), 0, "opcode 0xb7 does not use offset, which must be 0 but is 1"),
                Arguments.of(slot(0xb7, 11, 0, 0, 0), 0, "dst_reg is 11, and there are only r0 to r10"),
                Arguments.of(slot(0xff, 0, 0, 0, 0), 0, "unknown opcode 0xff"),
                Arguments.of(slot(0xdb, 1, 2, 0, 0x100), 0, "imm is 0x100, and that is no atomic operation"),
                Arguments.of(slot(0xdc, 1, 0, 0, 8), 0, "a byte order conversion takes 16, 32 or 64 bits"),
                Arguments.of(slot(0x85, 0, 3, 0, 0), 0, "a call takes 0 (helper), 1 (local) or 2 (kfunc)"),
                Arguments.of(slot(0x18, 1, 7, 0, 0), 0, "a 64-bit immediate takes 0 to 6"),
                Arguments.of(slot(0x18, 1, 0, 0, 0), 0, "takes two slots, and the second is missing"),
                Arguments.of(
                        join(slot(0x18, 1, 0, 0, 0), EXIT), 1, "the second slot of a 64-bit immediate must be zero"),
                Arguments.of(join(slot(0x18, 1, 1, 0, 3), slot(0, 0, 0, 0, 1)), 1, "imm of the second slot must be 0"),
                Arguments.of(Arrays.copyOf(EXIT, 7), 0, "the length, 7 bytes, is not a multiple of 8"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheSlotTheBytesAndTheCause(byte[] bytes, int slot, String cause) {
        byte[] program = join(EXIT, bytes);
        String shown =
                HexFormat.ofDelimiter(" ").formatHex(program, 8 + slot * 8, Math.min(program.length, 16 + slot * 8));
        assertThatThrownBy(() -> InsnCodec.decode(program))
                .isInstanceOfSatisfying(
                        DecodeException.class, fault -> assertThat(fault.slot()).isEqualTo(slot + 1))
                .hasMessageStartingWith("decode slot " + (slot + 1) + " (" + shown + "): ")
                .hasMessageContaining(cause.replace("7 bytes", "15 bytes"));
    }

    @Test
    void anyBytesAreInstructionsOrRefused() {
        Random random = new Random(9669);
        byte[] bytes = new byte[8];
        int decoded = 0;
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(bytes);
            Arrays.fill(bytes, 2 + random.nextInt(6), 8, (byte) 0);
            try {
                assertThat(InsnCodec.encode(InsnCodec.decode(bytes))).isEqualTo(bytes);
                decoded++;
            } catch (DecodeException refused) {
                assertThat(refused.slot()).isZero();
            }
        }
        assertThat(decoded).isGreaterThan(500);
    }

    @Test
    void aDecodedProgramHasNoCallsAndNoNamedMaps() {
        Program program = InsnCodec.decodeProgram(EXIT);
        assertThat(program.lines()).containsExactly(new Program.Line(new Insn.Exit(), "", null));
    }
}
