package dev.bpflab.bpf.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.traffic.Pcap.Captured;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PcapTest {
    private static final List<Captured> FRAMES = List.of(
            new Captured(1_700_000_000_000_001_000L, 1514, new byte[] {1, 2, 3}),
            new Captured(1_700_000_001_000_000_000L, 2, new byte[] {4, 5}));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(Pcap.read(Pcap.write(FRAMES))).isEqualTo(FRAMES);
        assertThat(Pcap.read(Pcap.write(List.of()))).isEmpty();
    }

    @Test
    void theOtherByteOrderAndMicrosecondsAreReadToo() {
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + 3).order(ByteOrder.BIG_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1);
        file.putInt(1_700_000_000).putInt(1).putInt(3).putInt(1514).put(new byte[] {1, 2, 3});

        assertThat(Pcap.read(file.array())).isEqualTo(FRAMES.subList(0, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenFileIsRefusedWithWhatIsWrong(String message, byte[] file) {
        assertThatThrownBy(() -> Pcap.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("it has 3 bytes and no pcap header", new byte[3]),
                Arguments.of("it does not begin as a pcap file does", new byte[24]),
                Arguments.of(
                        "it is pcapng; convert it: editcap -F pcap IN OUT",
                        changed(file -> file.order(ByteOrder.BIG_ENDIAN).putInt(0, 0x0a0d0d0a))),
                Arguments.of(
                        "its frames are not Ethernet but of link type 276, Linux 'any' (-i any); capture at one Ethernet"
                                + " interface",
                        changed(file -> file.putInt(20, 276))),
                Arguments.of(
                        "frame 1 at byte 24 has 3 of 2 bytes, which cannot be", changed(file -> file.putInt(36, 2))),
                Arguments.of(
                        "frame 1 at byte 24 has -1 of 1514 bytes, which cannot be",
                        changed(file -> file.putInt(32, -1))),
                Arguments.of("frame 2 at byte 43 is cut off", Arrays.copyOf(Pcap.write(FRAMES), 60)),
                Arguments.of("frame 2 at byte 43 is cut off", Arrays.copyOf(Pcap.write(FRAMES), 50)));
    }

    private static byte[] changed(Consumer<ByteBuffer> change) {
        byte[] file = Pcap.write(FRAMES);
        change.accept(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        return file;
    }
}
