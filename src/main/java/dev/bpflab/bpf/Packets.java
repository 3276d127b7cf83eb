package dev.bpflab.bpf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The blueprint of packets that a stage sends: {@code packets(64, 1500).times(50)} or {@code packets(64).tcp().outgoing()}.
 *
 * <p>A size is that of the whole Ethernet frame without its check sequence, which is what an XDP program finds between data
 * and data_end. Arriving packets are sent by {@code veth1} and arrive at {@code veth0}; outgoing ones leave {@code veth0}.
 *
 * @param sizes bytes of each frame, 14 to 65549
 * @param times how often all of them are sent, in this order
 * @param protocol what is in them; a frame too small for its headers is an Ethernet header and zeros
 * @param direction which way they go at {@code veth0}
 */
public record Packets(List<Integer> sizes, int times, Protocol protocol, Direction direction) {
    private static final String OPERATION = "send packets";

    /** The bytes of an Ethernet header. */
    public static final int ETHERNET_HEADER = 14;

    /** The largest frame: an Ethernet header and the largest MTU of a veth. */
    public static final int MAX_SIZE = ETHERNET_HEADER + 65535;

    /** Checks the sizes and the number; EINVAL when one is impossible. */
    public Packets {
        sizes = List.copyOf(sizes);
        for (int size : sizes) {
            if (size < ETHERNET_HEADER || size > MAX_SIZE) {
                throw new BpfException(
                        OPERATION,
                        Errno.EINVAL,
                        "there is no Ethernet frame of " + size + " bytes",
                        "use " + ETHERNET_HEADER + " to " + MAX_SIZE);
            }
        }
        if (times < 0) {
            throw new BpfException(OPERATION, Errno.EINVAL, "they cannot be sent " + times + " times", "use 0 or more");
        }
    }

    /** Returns the blueprint of UDP packets that arrive once. */
    public static Packets of(int... sizes) {
        return new Packets(IntStream.of(sizes).boxed().toList(), 1, Protocol.UDP, Direction.INGRESS);
    }

    /** Returns the same packets, sent so many times. */
    public Packets times(int newTimes) {
        return new Packets(sizes, newTimes, protocol, direction);
    }

    /** Returns the same packets with something else in them. */
    public Packets carrying(Protocol newProtocol) {
        return new Packets(sizes, times, newProtocol, direction);
    }

    /** Returns the same packets, sent out of {@code veth0}. */
    public Packets outgoing() {
        return new Packets(sizes, times, protocol, Direction.EGRESS);
    }

    /** Returns the frames, one for each size, from the Ethernet header on. */
    public List<byte[]> frames() {
        return sizes.stream()
                .map(size -> Frames.frame(size, protocol, sender()))
                .toList();
    }

    /** Returns the end of the pair that sends them. */
    public VethEnd sender() {
        return direction == Direction.INGRESS ? VethEnd.VETH1 : VethEnd.VETH0;
    }

    /** Returns the failure when a frame is larger than an attached native XDP program takes. */
    public static BpfException tooLargeForNative(int size) {
        return new BpfException(
                OPERATION,
                Errno.EINVAL,
                "native XDP is attached, which takes no frame of " + size + " bytes",
                "close its link and attach with xdp(…) instead");
    }

    /** Returns how many packets that is. */
    public long count() {
        return (long) sizes.size() * times;
    }

    /** Returns how many bytes that is. */
    public long bytes() {
        return sizes.stream().mapToLong(size -> size).sum() * times;
    }

    @Override
    public String toString() {
        String distinct =
                sizes.stream().map(String::valueOf).distinct().limit(6).collect(Collectors.joining(", "));
        boolean more = sizes.stream().distinct().count() > 6;
        return count() + " " + protocol.name().toLowerCase(Locale.ROOT) + " packets of " + distinct
                + (more ? ", …" : "") + " bytes " + (direction == Direction.INGRESS ? "to" : "from") + " veth0";
    }
}
