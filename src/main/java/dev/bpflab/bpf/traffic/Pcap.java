package dev.bpflab.bpf.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes captures of Ethernet frames in the classic pcap format (draft-ietf-opsawg-pcap), as tcpdump writes them. */
public final class Pcap {
    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int MAGIC_PCAPNG = 0x0a0d0d0a;
    private static final int HEADER = 24;
    private static final int FRAME_HEADER = 16;
    private static final int ETHERNET = 1;
    private static final int MAX_CAPTURED = 1 << 18;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Map<Integer, String> LINK_TYPES = Map.of(
            0, "a loopback device of BSD", 101, "bare IP", 113, "Linux 'any' (-i any)", 276, "Linux 'any' (-i any)");

    /**
     * A captured frame.
     *
     * @param nanos when, in nanoseconds since 1970
     * @param length how many bytes it had
     * @param bytes the first of them, at most as many as it had
     */
    public record Captured(long nanos, int length, byte[] bytes) {
        public Captured {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Captured frame
                    && nanos == frame.nanos
                    && length == frame.length
                    && java.util.Arrays.equals(bytes, frame.bytes);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(nanos) * 31 + java.util.Arrays.hashCode(bytes);
        }
    }

    private Pcap() {}

    /**
     * Reads a capture in either byte order, with times in microseconds or nanoseconds.
     *
     * @throws IllegalArgumentException saying what is wrong with it, and with which frame
     */
    public static List<Captured> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
        if (file.length < HEADER) {
            throw new IllegalArgumentException("it has " + file.length + " bytes and no pcap header");
        }
        int magic = in.getInt(0);
        if (magic == MAGIC_PCAPNG) {
            throw new IllegalArgumentException("it is pcapng; convert it: editcap -F pcap IN OUT");
        }
        if (Integer.reverseBytes(magic) == MAGIC_MICROS || Integer.reverseBytes(magic) == MAGIC_NANOS) {
            in.order(ByteOrder.LITTLE_ENDIAN);
        }
        magic = in.getInt(0);
        if (magic != MAGIC_MICROS && magic != MAGIC_NANOS) {
            throw new IllegalArgumentException("it does not begin as a pcap file does");
        }
        int linkType = in.getInt(20) & 0xffff;
        if (linkType != ETHERNET) {
            throw new IllegalArgumentException("its frames are not Ethernet but of link type " + linkType
                    + (LINK_TYPES.containsKey(linkType) ? ", " + LINK_TYPES.get(linkType) : "")
                    + "; capture at one Ethernet interface");
        }
        return frames(in.position(HEADER), magic == MAGIC_NANOS ? 1 : 1000);
    }

    private static List<Captured> frames(ByteBuffer in, int nanosPerUnit) {
        List<Captured> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            String which = "frame " + (frames.size() + 1) + " at byte " + in.position();
            if (in.remaining() < FRAME_HEADER) {
                throw new IllegalArgumentException(which + " is cut off");
            }
            long seconds = in.getInt() & 0xffff_ffffL;
            long fraction = in.getInt() & 0xffff_ffffL;
            int captured = in.getInt();
            int length = in.getInt();
            if (captured < 0 || captured > MAX_CAPTURED || length < captured) {
                throw new IllegalArgumentException(
                        which + " has " + captured + " of " + length + " bytes, which cannot be");
            }
            if (in.remaining() < captured) {
                throw new IllegalArgumentException(which + " is cut off");
            }
            byte[] bytes = new byte[captured];
            in.get(bytes);
            frames.add(new Captured(seconds * NANOS_PER_SECOND + fraction * nanosPerUnit, length, bytes));
        }
        return frames;
    }

    /** Returns a capture with times in nanoseconds, little-endian. */
    public static byte[] write(List<Captured> frames) {
        int size = HEADER
                + frames.stream()
                        .mapToInt(frame -> FRAME_HEADER + frame.bytes.length)
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC_NANOS).putShort((short) 2).putShort((short) 4).putLong(0);
        out.putInt(MAX_CAPTURED).putInt(ETHERNET);
        for (Captured frame : frames) {
            out.putInt((int) (frame.nanos() / NANOS_PER_SECOND)).putInt((int) (frame.nanos() % NANOS_PER_SECOND));
            out.putInt(frame.bytes.length).putInt(frame.length()).put(frame.bytes);
        }
        return out.array();
    }
}
