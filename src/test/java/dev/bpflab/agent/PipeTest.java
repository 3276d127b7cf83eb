package dev.bpflab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipeTest {
    private static final int SEED = 20_261_130;
    private static final int RUNS = Integer.getInteger("bpflab.fuzz.frames", 3_000);

    private static Pipe reading(byte... bytes) {
        return new Pipe(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), Message.Sender.AGENT);
    }

    private static byte[] sent(Message message, FieldWriter fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Pipe(new ByteArrayInputStream(new byte[0]), bytes, Message.Sender.GRADER).send(message, fields);
        return bytes.toByteArray();
    }

    private static byte[] frame(int length, int kind, int bodyBytes) {
        return ByteBuffer.allocate(5 + bodyBytes)
                .putInt(length)
                .put((byte) kind)
                .array();
    }

    @Test
    void aMessageComesAsItWasSent() throws IOException {
        Pipe pipe = reading(
                sent(Message.CALL, new FieldWriter().i32(-7).text("Zähler").i64(Long.MIN_VALUE)));

        Pipe.Received received = pipe.receive().orElseThrow();

        assertThat(received.message()).isEqualTo(Message.CALL);
        assertThat(received.fields().i32()).isEqualTo(-7);
        assertThat(received.fields().name()).isEqualTo("Zähler");
        assertThat(received.fields().i64()).isEqualTo(Long.MIN_VALUE);
        received.fields().end();
        assertThat(pipe.receive()).isEmpty();
    }

    @Test
    void nothingLargerThanAllowedIsSent() {
        FieldWriter large = new FieldWriter().bytes(new byte[WireLimits.MESSAGE]);

        assertThatThrownBy(() -> sent(Message.CALL, large))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("a message of 4194309 bytes where 4194304 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 0, a message of 0 bytes",
        "-1, 6, 0, a message of 4294967295 bytes",
        "4194305, 6, 0, a message of 4194305 bytes",
        "2147483647, 6, 0, a message of 2147483647 bytes",
        "100, 6, 50, a message that breaks off",
        "1, 200, 0, a message of kind 200",
        "1, 1, 0, a message of kind 1"
    })
    void whatIsNoMessageIsRefusedBeforeItIsRead(int length, int kind, int bodyBytes, String complaint) {
        assertThatThrownBy(() -> reading(frame(length, kind, bodyBytes)).receive())
                .isInstanceOf(WireException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void aLengthThatBreaksOffIsRefused(int bytes) {
        byte[] cut = java.util.Arrays.copyOf(frame(10, 6, 9), bytes);

        assertThatThrownBy(() -> reading(cut).receive())
                .isInstanceOf(WireException.class)
                .hasMessage("a message that breaks off");
    }

    /** Whatever bytes come, the reader gives messages, says what is wrong, or sees the end: nothing else, and no huge array. */
    @Test
    void noBytesMakeTheReaderFailInAnyOtherWay() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] good = sent(
                Message.CALL, new FieldWriter().constant(HostCall.LOOKUP).i32(3).bytes(new byte[4]));
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = java.util.Arrays.copyOf(good, random.nextInt(1, 3 * good.length));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Pipe pipe = reading(bytes);
            try {
                Optional<Pipe.Received> received = pipe.receive();
                while (received.isPresent()) {
                    received = pipe.receive();
                }
            } catch (WireException wrong) {
                refused++;
                assertThat(wrong.getMessage()).startsWith("a message ");
            }
        }
        assertThat(refused).isBetween(RUNS / 10, RUNS);
    }
}
