package dev.bpflab.bpf.traffic;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A packet that came by on a real machine.
 *
 * @param nanos when, in nanoseconds since the first
 * @param size bytes of the frame without its check sequence; more than an MTU when the card put several into one or sends
 *     them so
 * @param protocol what was in it; what IPv6 carried counts as the same in IPv4
 * @param direction whether it arrived or was sent
 */
public record RecordedPacket(long nanos, int size, Protocol protocol, Direction direction) {
    private static final int TYPE_AT = 12;
    private static final int IPV4_PROTOCOL_AT = Packets.ETHERNET_HEADER + 9;
    private static final int IPV6_NEXT_HEADER_AT = Packets.ETHERNET_HEADER + 6;
    private static final int IPV6 = 0x86dd;
    private static final int ICMPV6 = 58;

    private static final Map<Integer, Protocol> IN_IP = Map.of(
            Protocol.UDP.number(),
            Protocol.UDP,
            Protocol.TCP.number(),
            Protocol.TCP,
            Protocol.ICMP.number(),
            Protocol.ICMP,
            ICMPV6,
            Protocol.ICMP);

    /** Returns what a captured frame was; empty when it was nothing that a stage can send. */
    public static Optional<RecordedPacket> of(Pcap.Captured frame, long firstNanos, Direction direction) {
        return Optional.ofNullable(protocol(frame.bytes()))
                .filter(protocol -> protocol.numberIn(frame.length()) == protocol.number())
                .map(protocol -> new RecordedPacket(frame.nanos() - firstNanos, frame.length(), protocol, direction));
    }

    private static @Nullable Protocol protocol(byte[] bytes) {
        int type = bytes.length < Packets.ETHERNET_HEADER ? -1 : u16(bytes, TYPE_AT);
        if (type == Protocol.ARP.etherType()) {
            return Protocol.ARP;
        }
        int at =
                type == Protocol.UDP.etherType() ? IPV4_PROTOCOL_AT : type == IPV6 ? IPV6_NEXT_HEADER_AT : bytes.length;
        return at < bytes.length ? IN_IP.get(bytes[at] & 0xff) : null;
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
