package dev.bpflab.isa;

import static dev.bpflab.isa.Slots.join;
import static dev.bpflab.isa.Slots.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.OpcodeTable.Field;
import dev.bpflab.isa.OpcodeTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpcodeTableTest {
    private static final int CALL_REG = 0x8d;
    private static final int LD_IMM64 = 0x18;
    private static final int[] OFFSETS = {0, 1, -1, 8, 16, 32, Short.MIN_VALUE};
    private static final int[] IMMS = {0, 1, -1, 0x10, 0x20, 0x40, 0x51, 0xe1, 0xf1, 0x100, 0x7fffffff};

    static Stream<Row> rows() {
        return OpcodeTable.rows().stream();
    }

    @Test
    void hasTheRowsOfTheRfc() {
        // The appendix has 168 rows: less 0x00, a second slot, plus the three sign-extending loads that it leaves out.
        assertThat(OpcodeTable.rows()).hasSize(170);
        assertThat(rows().map(row -> List.of(row.opcode(), row.src(), row.offset(), row.imm())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyAdmittedInstructionSurvivesDecodingAndEncoding(Row row) {
        List<byte[]> instances = instances(row);
        assertThat(instances).isNotEmpty();
        for (byte[] bytes : instances) {
            List<Insn> insns = InsnCodec.decode(bytes);
            assertThat(insns).hasSize(1);
            assertThat(insns.get(0)).hasSameClassAs(row.sample());
            assertThat(InsnCodec.encode(insns)).isEqualTo(bytes);
        }
    }

    @Test
    void exactlyTheAdmittedInstructionsDecode() {
        List<String> wrong = new ArrayList<>();
        for (int opcode = 0; opcode < 256; opcode++) {
            int code = opcode;
            List<Row> rows = rows().filter(row -> row.opcode() == code).toList();
            for (int src = 0; src < 8; src++) {
                for (int offset : OFFSETS) {
                    for (int imm : IMMS) {
                        if (decodes(opcode, src, offset, imm) != admitted(rows, opcode, src, offset, imm)) {
                            wrong.add(String.format("0x%02x src %d offset %d imm 0x%x", opcode, src, offset, imm));
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean admitted(List<Row> rows, int opcode, int src, int offset, int imm) {
        if (opcode == CALL_REG) {
            return src == 0 && offset == 0 && imm == 0;
        }
        return rows.stream()
                .anyMatch(row -> row.src().admits(src)
                        && row.offset().admits(offset)
                        && row.imm().admits(imm));
    }

    private static boolean decodes(int opcode, int src, int offset, int imm) {
        byte[] one = slot(opcode, 0, src, offset, imm);
        try {
            InsnCodec.decode(opcode == LD_IMM64 ? join(one, slot(0, 0, 0, 0, 0)) : one);
            return true;
        } catch (DecodeException refused) {
            return false;
        }
    }

    /** Returns instructions of a row with every interesting number in every free field. */
    static List<byte[]> instances(Row row) {
        byte[] sample = InsnCodec.encode(List.of(row.sample()));
        boolean usesDst = (sample[1] & 0xff) != (slot(0, 0, sourceOf(row), 0, 0)[1] & 0xff);
        List<byte[]> all = new ArrayList<>();
        for (int dst : usesDst ? new int[] {0, 1, 9, 10} : new int[] {0}) {
            for (int src : numbers(row.src(), 0, 2, 10)) {
                for (int offset : numbers(row.offset(), OFFSETS)) {
                    for (int imm : numbers(row.imm(), IMMS)) {
                        byte[] first = slot(row.opcode(), dst, src, offset, imm);
                        all.add(row.sample().slots() == 1 ? first : join(first, second(row)));
                    }
                }
            }
        }
        return all;
    }

    private static byte[] second(Row row) {
        return slot(0, 0, 0, 0, ((Insn.LdImm64) row.sample()).high());
    }

    private static int sourceOf(Row row) {
        return row.src().any() ? 2 : row.src().value();
    }

    private static int[] numbers(Field field, int... interesting) {
        return field.any() ? interesting : new int[] {field.value()};
    }
}
