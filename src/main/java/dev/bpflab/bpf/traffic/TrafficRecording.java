package dev.bpflab.bpf.traffic;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Packets that came by on a real machine, in order of time. A pcap file of it holds only headers, with the addresses of the
 * stage's veth pair, so that nothing of the machine gets into it.
 *
 * @param packets the packets
 */
public record TrafficRecording(List<RecordedPacket> packets) {
    /** Of a machine to which nobody spoke. */
    public static final TrafficRecording SILENT = new TrafficRecording(List.of());

    /** An Ethernet header and an MTU of 1500: what went over the wire in one piece. */
    private static final int LARGEST = 1514;

    /** Sizes below belong to headers and short messages, and stay as they were. */
    private static final int SMALL = 100;

    private static final int HEADERS = 54;
    private static final int MAC = 6;
    private static final int SHORTEST_BURST = 5;
    private static final int LONGEST_BURST = 24;

    public TrafficRecording {
        packets = List.copyOf(packets);
    }

    /**
     * Reads a pcap file of one machine's Ethernet interface. Which packets arrived there is told from the address that most
     * frames have.
     *
     * @throws IllegalArgumentException when it is none, or holds no packet that a stage can send
     */
    public static TrafficRecording parse(byte[] pcap) {
        List<Pcap.Captured> frames = Pcap.read(pcap);
        String own = own(frames);
        long first = frames.isEmpty() ? 0 : frames.get(0).nanos();
        List<RecordedPacket> packets = new ArrayList<>();
        for (Pcap.Captured frame : frames) {
            Direction direction = address(frame, MAC).equals(own) ? Direction.EGRESS : Direction.INGRESS;
            RecordedPacket.of(frame, first, direction).ifPresent(packets::add);
        }
        if (packets.isEmpty()) {
            throw new IllegalArgumentException("it holds no packet of UDP, TCP, ICMP or ARP");
        }
        return new TrafficRecording(packets);
    }

    private static String own(List<Pcap.Captured> frames) {
        Map<String, Integer> often = new HashMap<>();
        for (Pcap.Captured frame : frames) {
            often.merge(address(frame, 0), 1, Integer::sum);
            often.merge(address(frame, MAC), 1, Integer::sum);
        }
        String ours = HexFormat.of().formatHex(VethEnd.VETH0.mac());
        int most = often.values().stream().mapToInt(count -> count).max().orElse(0);
        if (frames.isEmpty() || often.getOrDefault(ours, 0) == most) {
            return ours;
        }
        // Of two that only speak with each other, the one that began.
        String began = address(frames.get(0), MAC);
        return often.getOrDefault(began, 0) == most
                ? began
                : often.entrySet().stream()
                        .filter(entry -> entry.getValue() == most)
                        .map(Map.Entry::getKey)
                        .min(String::compareTo)
                        .orElse(ours);
    }

    private static String address(Pcap.Captured frame, int at) {
        return frame.bytes().length < at + MAC ? "" : HexFormat.of().formatHex(frame.bytes(), at, at + MAC);
    }

    /** Returns the recording as a pcap file: of each packet the headers that a stage would send, and how large it was. */
    public byte[] pcap() {
        List<Pcap.Captured> frames = new ArrayList<>();
        for (RecordedPacket packet : packets) {
            int held = Math.min(packet.size(), HEADERS);
            byte[] sent = new Packets(
                            List.of(Math.min(packet.size(), LARGEST)), 1, packet.protocol(), packet.direction())
                    .frames()
                    .get(0);
            frames.add(new Pcap.Captured(packet.nanos(), packet.size(), java.util.Arrays.copyOf(sent, held)));
        }
        return Pcap.write(frames);
    }

    /**
     * Returns so many packets like these: bursts of them from places that chance chooses, sizes a little different where they
     * are neither small nor full, and what was larger than an MTU in pieces, as it goes over a wire. Those one after the other
     * that differ only in size are one blueprint.
     *
     * @throws IllegalArgumentException when there is nothing to follow
     */
    public List<Packets> like(int count, RandomGenerator random) {
        if (packets.isEmpty()) {
            throw new IllegalArgumentException("nothing was recorded");
        }
        List<Packets> like = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        RecordedPacket last = null;
        int left = count;
        while (left > 0) {
            int at = random.nextInt(packets.size());
            for (int burst = random.nextInt(SHORTEST_BURST, LONGEST_BURST); burst > 0 && left > 0; burst--) {
                RecordedPacket packet = packets.get(at++ % packets.size());
                for (int piece : pieces(packet.size(), left)) {
                    if (last != null
                            && (last.protocol() != packet.protocol() || last.direction() != packet.direction())) {
                        like.add(new Packets(sizes, 1, last.protocol(), last.direction()));
                        sizes.clear();
                    }
                    last = packet;
                    sizes.add(varied(piece, random));
                    left--;
                }
            }
        }
        if (last != null) {
            like.add(new Packets(sizes, 1, last.protocol(), last.direction()));
        }
        return like;
    }

    /** Returns the sizes of the frames, at most so many, in which a packet goes over a wire: each has its own headers. */
    private static List<Integer> pieces(int size, int most) {
        List<Integer> pieces = new ArrayList<>();
        int rest = size;
        while (rest > LARGEST && pieces.size() < most) {
            pieces.add(LARGEST);
            rest -= LARGEST - HEADERS;
        }
        if (pieces.size() < most) {
            pieces.add(rest);
        }
        return pieces;
    }

    private static int varied(int size, RandomGenerator random) {
        if (size <= SMALL) {
            return size;
        }
        if (size >= LARGEST) {
            return LARGEST;
        }
        int change = size / 20;
        return Math.max(SMALL, Math.min(size + random.nextInt(-change, change + 1), LARGEST - 1));
    }
}
