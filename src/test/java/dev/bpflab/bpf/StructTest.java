package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.IPV4;
import static dev.bpflab.bpf.Codecs.U16BE;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.U8;
import static dev.bpflab.bpf.Codecs.array;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.layout;
import static dev.bpflab.bpf.Codecs.offsetOf;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.bpf.Values.decode;
import static dev.bpflab.bpf.Values.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records as C structs. That sizes and offsets are the C compiler's is what {@code CLayoutTest} asks a C compiler. */
class StructTest {
    private record Conn(String addr, int port) {}

    private enum State {
        NEW,
        OPEN
    }

    private record Plain(boolean flag, byte b, short s, int i, long l, State state) {}

    private record Flow(Conn src, Conn dst, byte proto, List<Long> bytes) {}

    private record Sample(String comm, long cpu, int small, long big) {}

    static final Struct<Conn> CONN = struct("conn", Conn.class, field("addr", IPV4), field("port", U16BE));
    private static final Struct<Flow> FLOW =
            struct(Flow.class, field("src", CONN), field("dst", CONN), field("bytes", array(U64, 2)));

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    @Test
    void placesEachFieldAtAMultipleOfItsAlignmentAndFillsUpWithZeros() {
        assertThat(CONN.size()).isEqualTo(8);
        assertThat(CONN.alignment()).isEqualTo(4);
        assertThat(hex(encode(CONN, new Conn("10.0.0.1", 443)))).isEqualTo("0a 00 00 01 01 bb 00 00");
        ByteBuffer used = ByteBuffer.allocate(8);
        Arrays.fill(used.array(), (byte) 0xff);
        CONN.encode(new Conn("10.0.0.1", 443), used);
        assertThat(hex(used.flip())).isEqualTo("0a 00 00 01 01 bb 00 00");
    }

    @Test
    void takesForComponentsLeftOutWhatTheirJavaTypesAre() {
        Struct<Plain> plain = struct(Plain.class);
        Plain value = new Plain(true, (byte) -1, (short) -2, -3, -4, State.OPEN);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer bytes = ByteBuffer.allocate(plain.size()).order(order);
            plain.encode(value, bytes);
            assertThat(hex(bytes.flip()))
                    .isEqualTo(
                            order == ByteOrder.LITTLE_ENDIAN
                                    ? "01 ff fe ff fd ff ff ff fc ff ff ff ff ff ff ff 01 00 00 00 00 00 00 00"
                                    : "01 ff ff fe ff ff ff fd ff ff ff ff ff ff ff fc 00 00 00 01 00 00 00 00");
            assertThat(plain.decode(bytes)).isEqualTo(value);
        }
        assertThat(plain.show(value)).isEqualTo("Plain[flag=true, b=-1, s=-2, i=-3, l=-4, state=OPEN]");
    }

    @Test
    void nestsStructsAndArrays() {
        Flow flow = new Flow(new Conn("10.0.0.1", 443), new Conn("10.0.0.2", 50_000), (byte) 6, List.of(1L, -1L));
        assertThat(decode(FLOW, encode(FLOW, flow))).isEqualTo(flow);
        assertThat(FLOW.show(flow))
                .isEqualTo("Flow[src=Conn[addr=10.0.0.1, port=443], dst=Conn[addr=10.0.0.2, port=50000], proto=6, "
                        + "bytes=[1, 18446744073709551615]]");
    }

    @ParameterizedTest
    @CsvSource({
        "src, 0",
        "src.addr, 0",
        "src.port, 4",
        "dst, 8",
        "dst.port, 12",
        "proto, 16",
        "bytes, 24",
        "bytes[0], 24",
        "bytes[1], 32",
        "'', 0",
    })
    void knowsWhereAFieldLies(String path, int offset) {
        assertThat(offsetOf(FLOW, path)).isEqualTo(offset);
    }

    @Test
    void findsAnElementsFieldToo() {
        assertThat(offsetOf(array(FLOW, 3), "[2].dst.port")).isEqualTo(2 * 40 + 12);
        assertThat(layout(FLOW).find("dst.port").codec()).isEqualTo(U16BE);
    }

    @Test
    void printsItsDeclarationInC() {
        assertThat(layout(FLOW)).hasToString("""
                struct conn {
                    __be32 addr;                 // offset 0, 4 bytes
                    __be16 port;                 // offset 4, 2 bytes
                                                 // 2 bytes of padding
                };                               // 8 bytes, aligned to 4
                struct flow {
                    struct conn src;             // offset 0, 8 bytes
                    struct conn dst;             // offset 8, 8 bytes
                    __s8 proto;                  // offset 16, 1 byte
                                                 // 7 bytes of padding
                    __u64 bytes[2];              // offset 24, 16 bytes
                };                               // 40 bytes, aligned to 8""");
        assertThat(CONN.packed()).hasToString("""
                struct conn {
                    __be32 addr;                 // offset 0, 4 bytes
                    __be16 port;                 // offset 4, 2 bytes
                } __attribute__((packed));       // 6 bytes""");
        assertThat(layout(array(U32, 4))).hasToString("__u32 value[4];                  // 16 bytes, aligned to 4");
    }

    @Test
    void leavesPaddingOutWhenPacked() {
        Struct<Sample> sample = struct(Sample.class, field("comm", COMM), field("cpu", U32), field("small", U8));
        assertThat(sample.size()).isEqualTo(32);
        Sample value = new Sample("sh", 3, 200, -1);
        assertThat(sample.packed().size()).isEqualTo(29);
        assertThat(sample.packed().alignment()).isEqualTo(1);
        assertThat(decode(sample.packed(), encode(sample.packed(), value))).isEqualTo(value);
        assertThat(offsetOf(sample.packed(), "big")).isEqualTo(21);
    }

    @Test
    void holdsNumbersInAnyComponentThatIsWideEnough() {
        record Narrow(byte b, short s, long l, Integer boxed) {}
        Struct<Narrow> narrow = struct(
                Narrow.class, field("b", Codecs.I8), field("s", U8), field("l", Codecs.U16), field("boxed", U16BE));
        Narrow value = new Narrow((byte) -5, (short) 255, 65_535, 1);
        assertThat(decode(narrow, encode(narrow, value))).isEqualTo(value);
    }

    @Test
    void namesItselfAsCWould() {
        record HTTPConnKey2(int a) {}
        assertThat(struct(HTTPConnKey2.class).name()).isEqualTo("httpconn_key2");
        assertThat(FLOW.declare("flow")).isEqualTo("struct flow flow");
    }
}
