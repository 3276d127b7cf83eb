package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    /** The bytes are those of a little-endian machine. */
    @ParameterizedTest(name = "{0} holds {2} as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "u8|ff|255|",
                "u16|3412|0x1234|4660",
                "u32|e8030000|1_000|1000",
                "u64|ffffffffffffffff|18446744073709551615|",
                "i32|feffffff|-2|",
                "i64|feffffffffffffff|-2|",
                "u16be|01bb|443|",
                "u32be|00000102|258|",
                "bool|01|true|",
                "ipv4|0a000001|10.0.0.1|",
                "mac|020000000001|02:00:00:00:00:01|",
                "comm|74727565000000000000000000000000|true|",
                "text4|74730000|ts|",
                "bytes2|beef|beef|be ef",
                "u32[3]|010000000200000003000000|1, 2, 3|(1, 2, 3)",
                "(u32 pid, u16be port)|0100000001bb0000|1, 443|(1, 443)",
                "(u8 kind, u64 count)|01000000000000000200000000000000|1, 2|(1, 2)",
                "(ipv4 addr, u16 from, u16 to)|0a00000101000200|10.0.0.1, 1, 2|(10.0.0.1, 1, 2)",
            })
    void aValueIsReadAndShown(String name, String bytes, String cell, String shown) {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the bytes are little-endian");
        Column column = Columns.of(name);
        byte[] lying = HexFormat.of().parseHex(bytes);

        assertThat(column.size()).isEqualTo(lying.length);
        Object value = column.decode(lying);
        assertThat(column.show(value)).isEqualTo(shown == null ? cell : shown);
        assertThat(column.compare(column.parse(cell), value)).isZero();
    }

    @Test
    void numbersAreComparedAsTheyAreMeant() {
        assertThat(Columns.of("u64").compare(-1L, 1L)).isPositive();
        assertThat(Columns.of("i64").compare(-1L, 1L)).isNegative();
        Column pair = Columns.of("(u32 a, i32 b)");
        assertThat(pair.compare(pair.parse("1, -2"), pair.parse("1, -1"))).isNegative();
    }

    @Test
    void everyCpuHasASlotOfEightBytes() {
        Column column = Columns.of("u32 per cpu");
        ByteBuffer values = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putInt(0, 5)
                .putInt(8, 7);

        assertThat(column.decode(values.array())).isEqualTo(List.of(5L, 7L));
        assertThat(column.parse("5, 7")).isEqualTo(List.of(5L, 7L));
        assertThat(column.show(List.of(5L, 7L))).isEqualTo("[5, 7]");
    }

    @ParameterizedTest
    @CsvSource({"u24", "text0", "u32[0]", "'(u32 pid,)'", "'(u32 a b)'", "per cpu"})
    void whatIsNoCodecIsRefused(String name) {
        assertThatThrownBy(() -> Columns.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
