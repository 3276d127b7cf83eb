package dev.bpflab.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One end of the pipe between grader and agent: four bytes of length, in network order, one byte of kind, and fields. Any
 * thread may send; one receives.
 */
public final class Pipe {
    private final DataInputStream in;
    private final OutputStream out;
    private final Message.Sender other;
    private long received;

    /** A message with its fields. */
    public record Received(Message message, FieldReader fields) {}

    /**
     * Creates an end.
     *
     * @param other who is at the other end
     */
    public Pipe(InputStream in, OutputStream out, Message.Sender other) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.out = out;
        this.other = other;
    }

    /** Sends a message without fields. */
    public void send(Message message) throws IOException {
        send(message, new FieldWriter());
    }

    /** Sends a message; {@link WireException} when it is too large, and nothing is sent then. */
    public void send(Message message, FieldWriter fields) throws IOException {
        byte[] body = fields.toBytes();
        int length = body.length + 1;
        if (length > WireLimits.MESSAGE) {
            throw new WireException("a message of " + length + " bytes where " + WireLimits.MESSAGE + " are allowed");
        }
        byte[] frame = ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .put((byte) message.ordinal())
                .put(body)
                .array();
        synchronized (out) {
            out.write(frame);
            out.flush();
        }
    }

    /**
     * Waits for the next message; empty when the other end is closed.
     *
     * @throws WireException when what comes is none, or breaks off
     */
    public Optional<Received> receive() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        try {
            int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            if (length < 1 || length > WireLimits.MESSAGE) {
                throw new WireException("a message of " + Integer.toUnsignedString(length) + " bytes where 1 to "
                        + WireLimits.MESSAGE + " are allowed");
            }
            Message message = Message.of(in.readUnsignedByte(), other);
            byte[] body = in.readNBytes(length - 1);
            if (body.length < length - 1) {
                throw new EOFException();
            }
            received += Integer.BYTES + length;
            return Optional.of(new Received(message, new FieldReader(body)));
        } catch (EOFException cut) {
            throw new WireException("a message that breaks off");
        }
    }

    /** Returns how many bytes of messages have come. */
    public long received() {
        return received;
    }
}
