package dev.bpflab.bpf;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Packets that were sent one after the other, shaped after a recording of a real machine.
 *
 * @param packets what was sent, in this order
 */
public record Traffic(List<Packets> packets) implements Iterable<Packets> {
    public Traffic {
        packets = List.copyOf(packets);
    }

    /** Returns how many packets that is. */
    public long count() {
        return packets.stream().mapToLong(Packets::count).sum();
    }

    /** Returns how many bytes that is. */
    public long bytes() {
        return packets.stream().mapToLong(Packets::bytes).sum();
    }

    /** Returns how many of them go this way at {@code veth0}. */
    public long count(Direction direction) {
        return packets.stream()
                .filter(some -> some.direction() == direction)
                .mapToLong(Packets::count)
                .sum();
    }

    @Override
    public Iterator<Packets> iterator() {
        return packets.iterator();
    }

    @Override
    public String toString() {
        IntStream sizes =
                packets.stream().flatMap(some -> some.sizes().stream()).mapToInt(size -> size);
        var range = sizes.summaryStatistics();
        String protocols = Arrays.stream(Protocol.values())
                .map(protocol -> counted(protocol))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return count() + " packets, " + count(Direction.INGRESS) + " to veth0 and " + count(Direction.EGRESS)
                + " from it: " + protocols + "; " + range.getMin() + " to " + range.getMax() + " bytes";
    }

    private String counted(Protocol protocol) {
        long some = packets.stream()
                .filter(each -> each.protocol() == protocol)
                .mapToLong(Packets::count)
                .sum();
        return some == 0 ? "" : some + " " + protocol.name().toLowerCase(Locale.ROOT);
    }
}
