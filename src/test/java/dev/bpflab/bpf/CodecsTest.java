package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How each codec's values lie in memory, on machines of either byte order, and how they are read and shown. */
class CodecsTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private enum State {
        NEW,
        OPEN,
        CLOSED
    }

    static Stream<Arguments> values() {
        Codec<List<Integer>> ports = Codecs.array(Codecs.U16, 3);
        return Stream.of(
                // codec, value, its bytes on a little-endian and on a big-endian machine, shown
                Arguments.of(Codecs.U8, 255, "ff", "ff", "255"),
                Arguments.of(Codecs.U16, 65_534, "fe ff", "ff fe", "65534"),
                Arguments.of(Codecs.U32, 4_294_967_294L, "fe ff ff ff", "ff ff ff fe", "4294967294"),
                Arguments.of(
                        Codecs.U64, -2L, "fe ff ff ff ff ff ff ff", "ff ff ff ff ff ff ff fe", "18446744073709551614"),
                Arguments.of(Codecs.I8, -128, "80", "80", "-128"),
                Arguments.of(Codecs.I16, -32_767, "01 80", "80 01", "-32767"),
                Arguments.of(Codecs.I32, Integer.MIN_VALUE + 1, "01 00 00 80", "80 00 00 01", "-2147483647"),
                Arguments.of(Codecs.I64, -2L, "fe ff ff ff ff ff ff ff", "ff ff ff ff ff ff ff fe", "-2"),
                Arguments.of(Codecs.U16BE, 443, "01 bb", "01 bb", "443"),
                Arguments.of(Codecs.U16BE, 65_535, "ff ff", "ff ff", "65535"),
                Arguments.of(Codecs.U32BE, 4_278_190_081L, "ff 00 00 01", "ff 00 00 01", "4278190081"),
                Arguments.of(
                        Codecs.U64BE,
                        -255L,
                        "ff ff ff ff ff ff ff 01",
                        "ff ff ff ff ff ff ff 01",
                        "18446744073709551361"),
                Arguments.of(Codecs.BOOL, true, "01", "01", "true"),
                Arguments.of(Codecs.BOOL, false, "00", "00", "false"),
                Arguments.of(Codecs.IPV4, "10.0.0.255", "0a 00 00 ff", "0a 00 00 ff", "10.0.0.255"),
                Arguments.of(
                        Codecs.MAC, "02:00:00:00:0a:ff", "02 00 00 00 0a ff", "02 00 00 00 0a ff", "02:00:00:00:0a:ff"),
                Arguments.of(
                        Codecs.IPV6,
                        "2001:db8::1",
                        "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
                        "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
                        "2001:db8::1"),
                Arguments.of(
                        Codecs.IPV4_PREFIX,
                        "10.1.0.0/16",
                        "10 00 00 00 0a 01 00 00",
                        "00 00 00 10 0a 01 00 00",
                        "10.1.0.0/16"),
                Arguments.of(
                        Codecs.IPV6_PREFIX,
                        "2001:db8::/32",
                        "20 00 00 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 00",
                        "00 00 00 20 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 00",
                        "2001:db8::/32"),
                Arguments.of(Codecs.text(5), "käs", "6b c3 a4 73 00", "6b c3 a4 73 00", "käs"),
                Arguments.of(Codecs.text(3), "abc", "61 62 63", "61 62 63", "abc"),
                Arguments.of(
                        Codecs.COMM,
                        "sshd",
                        "73 73 68 64" + " 00".repeat(12),
                        "73 73 68 64" + " 00".repeat(12),
                        "sshd"),
                Arguments.of(Codecs.bytes(2), Values.bytes((byte) 1, (byte) -1), "01 ff", "01 ff", "01 ff"),
                Arguments.of(Codecs.enumOf(State.class), State.CLOSED, "02 00 00 00", "00 00 00 02", "CLOSED"),
                Arguments.of(ports, List.of(1, 2, 3), "01 00 02 00 03 00", "00 01 00 02 00 03", "[1, 2, 3]"),
                Arguments.of(
                        Codecs.array(Codecs.array(Codecs.U8, 2), 2),
                        List.of(List.of(1, 2), List.of(3, 4)),
                        "01 02 03 04",
                        "01 02 03 04",
                        "[[1, 2], [3, 4]]"));
    }

    @ParameterizedTest(name = "{0} {4}")
    @MethodSource("values")
    <T> void liesInMemoryAsOnEitherMachine(Codec<T> codec, T value, String little, String big, String shown) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            // What was there before must not shine through, and what lies around must stay.
            ByteBuffer buffer = ByteBuffer.allocate(codec.size() + 2).order(order);
            Arrays.fill(buffer.array(), (byte) 0x5a);
            codec.encode(value, buffer.position(1));
            assertThat(buffer.position()).isEqualTo(1 + codec.size());
            assertThat(HEX.formatHex(buffer.array()))
                    .isEqualTo("5a " + (order == ByteOrder.LITTLE_ENDIAN ? little : big) + " 5a");
            assertThat(codec.decode(buffer.position(1))).isEqualTo(value);
            assertThat(buffer.position()).isEqualTo(1 + codec.size());
        }
        assertThat(codec.show(value)).isEqualTo(shown);
        assertThat(codec.javaType().isInstance(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "fe80::1:0, fe80::1:0",
        "1::, 1::",
        "::ffff:10.0.0.1, ::ffff:10.0.0.1",
        "::ffff:a00:1, ::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1, 64:ff9b::a00:1",
    })
    void writesAnIpv6AddressInOneWay(String typed, String shown) {
        assertThat(Values.readIpv6(Values.ipv6(typed))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"02-00-00-00-00-0A, 02:00:00:00:00:0a", "FF:ff:FF:ff:FF:ff, ff:ff:ff:ff:ff:ff"})
    void readsMacAddressesAsOthersWriteThem(String typed, String shown) {
        assertThat(Values.readMac(Values.mac(typed))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.0, 10.1.0.0/32", "0.0.0.0/0, 0.0.0.0/0"})
    void takesAnAddressForAPrefixOfAllItsBits(String typed, String shown) {
        assertThat(Values.readIpv4Prefix(Values.ipv4Prefix(typed))).isEqualTo(shown);
        assertThat(Values.readIpv6Prefix(Values.ipv6Prefix("::1"))).isEqualTo("::1/128");
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of which some are no text, and how they are read
        "61 ff 62, a\\xff" + "b",
        "c3, \\xc3",
        "c3 28, \\xc3(",
        "e2 82, \\xe2\\x82",
        "f0 9f 98 80, \uD83D\uDE00",
        "0a 1b 7f, \\x0a\\x1b\\x7f",
        "c2 85, \\xc2\\x85",
        "5c 78 34 31, \\x5cx41",
        "5c 78 7a, \\xz",
        "61 00 62, a",
    })
    void readsBytesThatAreNoTextSoThatTheyFindTheirKeyAgain(String hex, String text) {
        byte[] bytes = Arrays.copyOf(HEX.parseHex(hex), 6);
        assertThat(Values.readText(Values.bytes(bytes), 0, 6)).isEqualTo(text);
        byte[] again = new byte[6];
        Values.text(text, 6).get(again);
        // What follows the NUL is no text, and lost.
        int end = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(0);
        assertThat(again).isEqualTo(Arrays.copyOf(Arrays.copyOf(bytes, end), 6));
    }

    @TestFactory
    Stream<DynamicTest> everyConstantHasAFunctionThatMakesItsBytesAndOneThatReadsThem() {
        return Arrays.stream(Codecs.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> DynamicTest.dynamicTest(field.getName(), () -> {
                    String name = wordOf(field);
                    Codec<?> codec = (Codec<?>) field.get(null);
                    Method maker = Arrays.stream(Values.class.getMethods())
                            .filter(method -> method.getName().equals(name))
                            .findFirst()
                            .orElseThrow();
                    ByteBuffer bytes = ByteBuffer.allocate(codec.size() + 1).order(ByteOrder.nativeOrder());
                    Object sample = sampleOf(codec);
                    ByteBuffer made = (ByteBuffer) maker.invoke(null, sample);
                    bytes.put(1, made, 0, codec.size());
                    String reader = "read" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                    assertThat(Values.class.getMethod(reader, ByteBuffer.class).invoke(null, made))
                            .isEqualTo(sample);
                    assertThat(Values.class
                                    .getMethod(reader, ByteBuffer.class, int.class)
                                    .invoke(null, bytes, 1))
                            .isEqualTo(sample);
                }));
    }

    private static String wordOf(Field constant) {
        String[] words = constant.getName().toLowerCase(Locale.ROOT).split("_", -1);
        return words.length == 1 ? words[0] : words[0] + "P" + words[1].substring(1);
    }

    private static Object sampleOf(Codec<?> codec) {
        Object zero = codec.decode(ByteBuffer.allocate(codec.size()));
        return zero instanceof Integer ? (Object) 17 : zero instanceof Long ? (Object) 17L : zero;
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, true", "-1, true"})
    void takesEveryOtherByteThanZeroForTrue(byte value, boolean read) {
        assertThat(Values.readBool(Values.bytes(value))).isEqualTo(read);
    }
}
