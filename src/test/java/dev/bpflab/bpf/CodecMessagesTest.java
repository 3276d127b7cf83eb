package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.IPV4;
import static dev.bpflab.bpf.Codecs.U16;
import static dev.bpflab.bpf.Codecs.U16BE;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.array;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.offsetOf;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.bpf.StructTest.CONN;
import static dev.bpflab.bpf.Values.bytes;
import static dev.bpflab.bpf.Values.decode;
import static dev.bpflab.bpf.Values.encode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a learner reads who gives a codec what it cannot take, or describes a struct that cannot be. */
class CodecMessagesTest {
    private record Row(String message, ThrowingCallable mistake) {}

    private static Row row(String message, ThrowingCallable mistake) {
        return new Row(message, mistake);
    }

    private record Ports(int from, int to) {}

    private record Narrow(short port) {}

    private record Named(String comm) {}

    private record Numbers(List<Long> all) {}

    private record Self(int number, Self next) {}

    private record Nothing() {}

    private record Optional(String addr, Integer port) {}

    private record Picky(int positive) {
        Picky {
            if (positive <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    private enum State {
        NEW,
        OPEN
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the prompt does not stop a learner from doing it
    private static <T> T none() {
        return null;
    }

    private static final Struct<Optional> OPTIONAL = struct(Optional.class, field("addr", IPV4), field("port", U16BE));

    private static final Codec<List<Long>> HUGE = array(U64, (1 << 28) - 1);

    private static final Row[] ROWS = {
        row("encode u8: ERANGE (256 does not fit 8 bits; use 0 to 255, or U16)", () -> Values.u8(256)),
        row("encode u16: ERANGE (65536 does not fit 16 bits; use 0 to 65535, or U32)", () -> Values.u16(65_536)),
        row("encode u16be: ERANGE (-1 does not fit 16 bits; use 0 to 65535, or U32BE)", () -> Values.u16be(-1)),
        row(
                "encode u32be: ERANGE (4294967296 does not fit 32 bits; use 0 to 4294967295, or U64BE)",
                () -> Values.u32be(1L << 32)),
        row("encode i8: ERANGE (128 does not fit 8 bits; use -128 to 127, or I16)", () -> Values.i8(128)),
        row("encode i16: ERANGE (-32769 does not fit 16 bits; use -32768 to 32767, or I32)", () -> Values.i16(-32_769)),
        row("encode IPv4 address: EINVAL ('10.0.0' is none; write it like 10.0.0.1)", () -> Values.ipv4("10.0.0")),
        row(
                "encode IPv4 address: EINVAL ('010.0.0.1' is none; write it like 10.0.0.1)",
                () -> Values.ipv4("010.0.0.1")),
        row(
                "encode IPv4 address: EINVAL ('localhost' is none; write it like 10.0.0.1)",
                () -> Values.ipv4("localhost")),
        row("encode IPv6 address: EINVAL ('1:2' is none; write it like 2001:db8::1)", () -> Values.ipv6("1:2")),
        row(
                "encode IPv6 address: EINVAL ('fe80::1%eth0' is none; write it like 2001:db8::1)",
                () -> Values.ipv6("fe80::1%eth0")),
        row(
                "encode IPv6 address: EINVAL ('10.0.0.1' is none; write it like 2001:db8::1)",
                () -> Values.ipv6("10.0.0.1")),
        row("encode MAC address: EINVAL ('02:00' is none; write it like 02:00:00:00:00:01)", () -> Values.mac("02:00")),
        row(
                "encode IPv4 prefix: EINVAL ('10.0.0.0/33' is none; write it like 10.1.0.0/16)",
                () -> Values.ipv4Prefix("10.0.0.0/33")),
        row(
                "encode IPv6 prefix: EINVAL ('::/129' is none; write it like 2001:db8::/32)",
                () -> Values.ipv6Prefix("::/129")),
        row(
                "encode comm: ERANGE (16 bytes do not fit 15 and the NUL at the end; shorten it)",
                () -> Values.comm("sixteen-letters!")),
        row("encode text: ERANGE (5 bytes do not fit 4; shorten it)", () -> Values.text("12345", 4)),
        row("declare text: EINVAL (0 bytes hold no text; use 1 or more)", () -> Codecs.text(0)),
        row("encode ipv4: EFAULT (the value is null; give one)", () -> Values.ipv4(none())),
        row("encode: EFAULT (the codec is null; give one)", () -> encode(none(), 1L)),
        row("encode u16[2]: EINVAL (there are 3 elements; give 2)", () -> encode(array(U16, 2), List.of(1, 2, 3))),
        row("encode u16[2]: EFAULT (element 1 is null; give one)", () -> encode(array(U16, 2), Arrays.asList(1, null))),
        row(
                "declare array: EINVAL (it would have 0 elements; use 1 or more, and fewer bytes than 2^31)",
                () -> array(U16, 0)),
        row(
                "declare array: EINVAL (it would have 536870912 elements; use 1 or more, and fewer bytes than 2^31)",
                () -> array(U32, 1 << 29)),
        row(
                "declare array: EINVAL (the element's codec is per CPU; only a map's whole value can be that; use a per-CPU map)",
                () -> array(Codecs.perCpu(U64), 2)),
        row(
                "decode conn: EINVAL (there are 4 bytes; give the 8 of one value)",
                () -> decode(CONN, bytes((byte) 1, (byte) 2, (byte) 3, (byte) 4))),
        row(
                "read u64: EINVAL (there are 8 bytes, and it would be at 4 to 12; use a smaller offset)",
                () -> Values.readU64(ByteBuffer.allocate(8), 4)),
        row(
                "read u8: EINVAL (there are 8 bytes, and it would be at -1 to 0; use a smaller offset)",
                () -> Values.readU8(ByteBuffer.allocate(8), -1)),
        row("read comm: EFAULT (the buffer is null; give one)", () -> Values.readComm(none())),
        row(
                "decode enum State: ERANGE (7 is none of its constants, 0 to 1; read it as U32, or add what is missing)",
                () -> decode(Codecs.enumOf(State.class), Values.u32(7))),
        row(
                "declare struct 'ports': EINVAL (record Ports has no component 'form'; it has from, to)",
                () -> struct(Ports.class, field("form", U16))),
        row(
                "declare struct 'ports': EINVAL (field 'to' stands twice; leave one out)",
                () -> struct(Ports.class, field("to", U16), field("to", U16BE))),
        row(
                "declare struct 'ports': EINVAL (field 'from' stands after 'to', and before it in the record; keep the record's order, which is that in memory)",
                () -> struct(Ports.class, field("to", U16), field("from", U16))),
        row(
                "declare struct 'ports': EFAULT (the codec of field 'to' is null; give one)",
                () -> struct(Ports.class, field("to", none()))),
        row("declare struct 'ports': EFAULT (a field is null; give one)", () -> struct(Ports.class, (Field<?>) none())),
        row(
                "declare struct: EFAULT (the record's class is null; give one)",
                () -> struct(CodecMessagesTest.<Class<Ports>>none())),
        row(
                "declare struct 'my ports': EINVAL (that is no C name; use letters, digits and _)",
                () -> struct("my ports", Ports.class)),
        row(
                "declare struct 'narrow': EINVAL (component 'port' is of type short, which does not hold every u16; make it a int)",
                () -> struct(Narrow.class, field("port", U16))),
        row(
                "declare struct 'ports': EINVAL (component 'from' is of type int, which does not hold every u64; make it a long)",
                () -> struct(Ports.class, field("from", U64))),
        row(
                "declare struct 'ports': EINVAL (component 'from' is of type int, which does not hold every ipv4; make it a String)",
                () -> struct(Ports.class, field("from", IPV4))),
        row(
                "declare struct 'named': EINVAL (component 'comm' is a String, of which C needs to know more; say how it lies in memory, as in field(\"comm\", text(16)))",
                () -> struct(Named.class)),
        row(
                "declare struct 'numbers': EINVAL (component 'all' is a List, of which C needs to know more; say how it lies in memory, as in field(\"all\", array(U32, 4)))",
                () -> struct(Numbers.class)),
        row(
                "declare struct 'self': EINVAL (record Self contains itself; a struct of fixed size cannot)",
                () -> struct(Self.class)),
        row(
                "declare struct 'nothing': EINVAL (record Nothing has no components; give it one or more)",
                () -> struct(Nothing.class)),
        row(
                "declare struct 'named': EINVAL (the codec of field 'comm' has 0 bytes; use 1 byte or more)",
                () -> struct(Named.class, field("comm", Codecs.bytes(0)))),
        row(
                "declare struct 'lists': E2BIG (it would be too large; use shorter fields)",
                () -> struct(Lists.class, field("a", HUGE), field("b", HUGE))),
        row(
                "declare struct 'pair': EINVAL (there are two structs 'end' in it; give one another name)",
                () -> struct(
                        Pair.class,
                        field("a", struct("end", A.class)),
                        field("b", struct("end", A.class).packed()))),
        row(
                "encode optional: EFAULT (component 'port' is null; give one)",
                () -> encode(OPTIONAL, new Optional("10.0.0.1", none()))),
        row(
                "encode u16be: ERANGE (70000 does not fit 16 bits; use 0 to 65535, or U32BE)",
                () -> encode(OPTIONAL, new Optional("10.0.0.1", 70_000))),
        row(
                "decode picky: EINVAL (record Picky does not take [0]: java.lang.IllegalArgumentException: not positive; let its constructor take whatever a map may hold)",
                () -> decode(
                        struct(Picky.class),
                        encode(struct(Picky.class), new Picky(1)).putInt(0, 0))),
        row(
                "encode conn: EINVAL (the value is no Conn of the declaration that the struct was made from; make the struct again, and the map from it)",
                () -> encodeOther(CONN)),
        row("find 'prt': ENOENT (conn has no field 'prt'; it has addr, port)", () -> offsetOf(CONN, "prt")),
        row("find 'port.low': ENOENT (u16be has no fields; a struct(…) has)", () -> offsetOf(CONN, "port.low")),
        row("find 'port[0]': EINVAL (u16be is no array; leave the index out)", () -> offsetOf(CONN, "port[0]")),
        row("find '[2]': ERANGE (u16[2] has no element 2; use 0 to 1)", () -> offsetOf(array(U16, 2), "[2]")),
        row(
                "find 'a b': EINVAL (that is no path; write it like src.addr or hops[2])",
                () -> offsetOf(struct(A.class), "a b")),
        row("lay out: EFAULT (the codec is null; give one)", () -> offsetOf(none(), "a")),
        row(
                "encode comm: ERANGE (17 bytes do not fit 15 and the NUL at the end; shorten it)",
                () -> encode(COMM, "c".repeat(17))),
    };

    private record A(int a) {}

    private record Pair(A a, A b) {}

    private record Lists(List<Long> a, List<Long> b) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // as a variable of an older declaration can at the prompt
    private static void encodeOther(Struct<?> struct) {
        ((Struct) struct).encode(new A(1), ByteBuffer.allocate(8));
    }

    @TestFactory
    Stream<DynamicTest> eachMistakeHasItsMessage() {
        return Stream.of(ROWS)
                .map(row -> dynamicTest(
                        row.message(),
                        () -> assertThatThrownBy(row.mistake())
                                .isInstanceOf(BpfException.class)
                                .hasMessage(row.message())));
    }
}
