package dev.bpflab.lab;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.VethEnd;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.pattern.Buckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Packets as tables name them: {@code {size}} in bytes, {@code {bucket}} where the check says how sizes are sorted,
 * {@code {packets}} and {@code {bytes}} of all of one size, {@code {protocol}} and {@code {ethertype}} as the headers say,
 * {@code {direction}} (0 arriving, 1 leaving) and {@code {ifindex}} of the interface where they were seen.
 */
final class PacketFacts {
    static final List<String> NAMES =
            List.of("size", "bucket", "packets", "bytes", "protocol", "ethertype", "direction", "ifindex");

    private final @Nullable Buckets buckets;
    private final Map<String, Integer> indexes;

    private PacketFacts(@Nullable Buckets buckets, Map<String, Integer> indexes) {
        this.buckets = buckets;
        this.indexes = indexes;
    }

    /** Returns what says the facts of packets on the stage of a workspace; without buckets there is no {@code {bucket}}. */
    static PacketFacts on(Workspace workspace, @Nullable Buckets buckets) {
        Map<String, Integer> indexes = new HashMap<>();
        for (NetInterface each : workspace.stage().interfaces()) {
            indexes.put(each.name(), each.index());
        }
        return new PacketFacts(buckets, indexes);
    }

    /** Returns the facts of packets as they go at {@code veth0}. */
    List<Fact> of(Packets packets) {
        return at(VethEnd.VETH0, packets.direction(), packets);
    }

    /** Returns the facts of the packets that a program at a hook sees; none when they do not come by there. */
    List<Fact> seenAt(Hook hook, Packets packets) {
        return PacketHook.of(hook)
                .filter(seen -> seen.sees(packets))
                .map(seen -> at(seen.end(), seen.direction(), packets))
                .orElse(List.of());
    }

    private List<Fact> at(VethEnd end, Direction direction, Packets packets) {
        Map<Integer, Long> counts = new LinkedHashMap<>();
        packets.sizes().forEach(size -> counts.merge(size, (long) packets.times(), Long::sum));
        List<Fact> facts = new ArrayList<>();
        counts.forEach((size, count) -> facts.add(fact(size, count, packets.protocol(), end, direction)));
        return facts;
    }

    private Fact fact(int size, long count, Protocol protocol, VethEnd end, Direction direction) {
        Map<String, String> names = new HashMap<>();
        names.put("size", Integer.toString(size));
        names.put("packets", Long.toString(count));
        names.put("bytes", Long.toString(count * size));
        names.put("protocol", Integer.toString(protocol.numberIn(size)));
        names.put("ethertype", Integer.toString(protocol.etherTypeIn(size)));
        names.put("direction", Integer.toString(direction.ordinal()));
        Optional.ofNullable(indexes.get(end.device())).ifPresent(index -> names.put("ifindex", index.toString()));
        if (buckets != null) {
            names.put("bucket", Integer.toString(buckets.indexOf(size)));
        }
        return new Fact(names);
    }
}
