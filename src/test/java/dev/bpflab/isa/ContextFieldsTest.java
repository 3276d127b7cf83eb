package dev.bpflab.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextFieldsTest {
    private static final ContextFields FIELDS = new ContextFields(
            "made",
            List.of(
                    new ContextField("small", "__u8", 0, 1, false),
                    new ContextField("half", "__s16", 2, 2, true),
                    new ContextField("word", "__u32", 4, 4, false),
                    new ContextField("cb", "__u32[2]", 8, 8, false),
                    new ContextField("long", "__u64", 16, 8, false),
                    new ContextField("name", "char[3]", 24, 3, false),
                    new ContextField("text", "__data_loc char[]", 28, 4, false)));

    @Test
    void numbersStandWhereTheirFieldsAre() {
        byte[] bytes = FIELDS.bytes(Map.of("small", 255, "half", -2, "word", 0xffff_ffffL, "cb[1]", 7, "long", -1L));
        assertThat(bytes)
                .isEqualTo(ByteBuffer.allocate(32)
                        .order(ByteOrder.nativeOrder())
                        .put(0, (byte) -1)
                        .putShort(2, (short) -2)
                        .putInt(4, -1)
                        .putInt(12, 7)
                        .putLong(16, -1)
                        .array());
        assertThat(FIELDS.values(bytes))
                .containsExactly(
                        entry("small", 255L),
                        entry("half", -2L),
                        entry("word", 0xffff_ffffL),
                        entry("cb[0]", 0L),
                        entry("cb[1]", 7L),
                        entry("long", -1L),
                        entry("name[0]", 0L),
                        entry("name[1]", 0L),
                        entry("name[2]", 0L));
    }

    @Test
    void aShorterStructureHasFewerNumbers() {
        assertThat(FIELDS.values(new byte[13])).containsOnlyKeys("small", "half", "word", "cb[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small   | 256        | 256 is too large for 'small', which has 8 bits",
                "small   | -129       | -129 is too large for 'small', which has 8 bits",
                "word    | 4294967296 | 4294967296 is too large for 'word', which has 32 bits",
                "cb      | 1          | 'cb' is no number but __u32[2]",
                "cb[2]   | 1          | made has no field 'cb[2]'; it has small, half, word, cb, long, name, text",
                "word[0] | 1          | made has no field 'word[0]'; it has small, half, word, cb, long, name, text",
                "name    | 1          | 'name' is no number but char[3]",
                "none    | 1          | made has no field 'none'; it has small, half, word, cb, long, name, text",
            })
    void refusesWhatDoesNotFit(String name, long value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIELDS.bytes(Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void anElementOfAnArrayIsAFieldToo() {
        assertThat(FIELDS.field("cb[1]")).contains(new ContextField("cb[1]", "__u32", 12, 4, false));
        assertThat(FIELDS.field("cb[2]")).isEmpty();
        assertThat(FIELDS.field("cb[x]")).isEmpty();
    }
}
