package dev.bpflab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {
    private static FieldReader read(FieldWriter fields) {
        return new FieldReader(fields.toBytes());
    }

    @Test
    void fieldsComeAsTheyWereWritten() {
        FieldReader fields = read(new FieldWriter()
                .u8(200)
                .bool(true)
                .constant(CallEnd.MISUSED)
                .bytes(new byte[] {1, 2})
                .maybe("one", FieldWriter::text)
                .maybe(null, FieldWriter::text)
                .list(List.of(3, 4), (to, number) -> to.i32(number)));

        assertThat(fields.u8()).isEqualTo(200);
        assertThat(fields.bool()).isTrue();
        assertThat(fields.constant(CallEnd.values())).isEqualTo(CallEnd.MISUSED);
        assertThat(fields.bytes(2)).containsExactly(1, 2);
        assertThat(fields.<String>maybe(FieldReader::name)).isEqualTo("one");
        assertThat(fields.<String>maybe(FieldReader::name)).isNull();
        assertThat(fields.list(2, FieldReader::i32)).containsExactly(3, 4);
        fields.end();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("a number that is cut off", new FieldWriter().u8(1), FieldReader::i32, "cut off"),
                row("a negative length", new FieldWriter().i32(-1), from -> from.bytes(10), "4294967295 bytes"),
                row("too many bytes", new FieldWriter().bytes(new byte[11]), from -> from.bytes(10), "10 are allowed"),
                row("more bytes than there are", new FieldWriter().i32(9), from -> from.bytes(10), "cut off"),
                row("a text that is too long", new FieldWriter().text("a".repeat(5_000)), FieldReader::name, "4096"),
                row("no truth value", new FieldWriter().u8(2), FieldReader::bool, "a truth value of 2"),
                row("no constant", new FieldWriter().u8(3), from -> from.constant(CallEnd.values()), "CallEnd"),
                row("a negative list", new FieldWriter().i32(-5), from -> from.list(9, FieldReader::u8), "a list of"),
                row("a list that is too long", new FieldWriter().i32(10), from -> from.list(9, FieldReader::u8), "9"),
                row(
                        "a list that is cut off",
                        new FieldWriter().i32(9),
                        from -> from.list(9, FieldReader::u8),
                        "cut off"),
                row(
                        "a number out of range",
                        new FieldWriter().i32(7),
                        from -> from.between(0, 6, "number"),
                        "number 7"),
                row("something behind the end", new FieldWriter().u8(1), FieldReader::end, "1 bytes too many"));
    }

    private static Arguments row(String what, FieldWriter fields, Consumer<FieldReader> reading, String complaint) {
        return Arguments.of(what, fields, reading, complaint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedFieldsAreRefused(String what, FieldWriter fields, Consumer<FieldReader> reading, String complaint) {
        FieldReader from = read(fields);

        assertThatThrownBy(() -> reading.accept(from))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(complaint);
    }
}
