package dev.bpflab.lab;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.pattern.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Packets of many sizes and every protocol that go both ways over the stage's veth pair: those at the edges of buckets, those
 * too large for all buckets but the last, and traffic like that of a recording. Every one must arrive, so a program may count but not drop.
 *
 * @param buckets how sizes are sorted; null when the table does not name buckets
 */
record PacketEvents(@Nullable Buckets buckets) implements TrialEvents {
    /** The smallest frame of a real Ethernet, large enough for every protocol's headers. */
    private static final int SMALLEST = 60;

    /** What a native XDP program takes on a veth: a page less what the driver and the kernel put beside the frame. */
    private static final int LARGEST_NATIVE = 3500;

    private static final int MTU_FRAME = 1514;
    private static final int MOST_TIMES = 12;
    private static final int SOME_TRAFFIC = 40;

    @Override
    public List<String> names() {
        return PacketFacts.NAMES;
    }

    @Override
    public boolean comeBy(Hook hook) {
        return PacketHook.of(hook).isPresent();
    }

    @Override
    public Optional<TrialEvents> atOnce() {
        return Optional.of(this);
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        boolean isNative =
                hooks.stream().anyMatch(hook -> hook instanceof Hook.Xdp xdp && xdp.mode() == Hook.Xdp.Mode.NATIVE);
        List<Packets> chosen = chosen(isNative ? LARGEST_NATIVE : Packets.MAX_SIZE, random);
        int traffic = SOME_TRAFFIC + random.nextInt(SOME_TRAFFIC);
        PacketWitness witness = PacketWitness.in(workspace);
        PacketFacts facts = PacketFacts.on(workspace, buckets);
        return () -> {
            chosen.forEach(workspace::sendPackets);
            if (workspace.hasTraffic()) {
                workspace.sendTraffic(traffic);
            }
            List<Fact> seen = new ArrayList<>();
            for (Hook hook : hooks) {
                workspace.sent().forEach(packets -> seen.addAll(facts.seenAt(hook, packets)));
            }
            long count = workspace.sent().stream().mapToLong(Packets::count).sum();
            return new Made(seen, count + " packets", witness.complaint(count));
        };
    }

    private List<Packets> chosen(int largest, Random random) {
        List<Packets> chosen = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Protocol protocol : Protocol.values()) {
                List<Integer> sizes = new ArrayList<>();
                sizes.add(SMALLEST + random.nextInt(MTU_FRAME - SMALLEST + 1));
                sizes.add(edge(largest, random));
                sizes.add(edge(largest, random) - 1);
                sizes.add(behindTheLast(largest));
                if (random.nextBoolean()) {
                    sizes.add(MTU_FRAME + random.nextInt(largest - MTU_FRAME + 1));
                }
                sizes.replaceAll(size -> Math.min(Math.max(size, SMALLEST), largest));
                chosen.add(new Packets(sizes, 1 + random.nextInt(MOST_TIMES), protocol, direction));
            }
        }
        return chosen;
    }

    /** Returns the size that would be the least of one more bucket behind the last, which takes it. */
    private int behindTheLast(int largest) {
        if (buckets == null || buckets.count() < 3) {
            return largest;
        }
        int last = buckets.count() - 1;
        return (int) (2 * buckets.lower(last) - buckets.lower(last - 1));
    }

    /** Returns the least size of a bucket, or any size when there are none. */
    private int edge(int largest, Random random) {
        if (buckets == null) {
            return SMALLEST + random.nextInt(largest - SMALLEST + 1);
        }
        int last = Math.min(buckets.indexOf(largest), buckets.count() - 1);
        return (int) buckets.lower(1 + random.nextInt(Math.max(last, 1)));
    }
}
