package dev.bpflab.bpf.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.Traffic;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.RecordedEvents;
import dev.bpflab.sim.Sim;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrafficRecordingTest {
    private static final TrafficRecording SMALL = new TrafficRecording(List.of(
            new RecordedPacket(0, 42, Protocol.ARP, Direction.EGRESS),
            new RecordedPacket(5_000, 42, Protocol.ARP, Direction.INGRESS),
            new RecordedPacket(9_000, 98, Protocol.ICMP, Direction.EGRESS),
            new RecordedPacket(20_000, 66, Protocol.TCP, Direction.EGRESS),
            new RecordedPacket(21_000, 4434, Protocol.TCP, Direction.INGRESS),
            new RecordedPacket(30_000, 300, Protocol.UDP, Direction.INGRESS)));

    @Test
    void aRecordingIsWrittenAsHeadersAndReadAgain() {
        byte[] pcap = SMALL.pcap();

        assertThat(TrafficRecording.parse(pcap)).isEqualTo(SMALL);
        assertThat(Pcap.read(pcap)).allMatch(frame -> frame.bytes().length <= 54);
    }

    @Test
    void ofAForeignCaptureTheMachineIsTheAddressOfMostFrames() {
        byte[] request = new Packets(List.of(100), 1, Protocol.UDP, Direction.EGRESS)
                .frames()
                .get(0);
        byte[] answer = new Packets(List.of(200), 1, Protocol.UDP, Direction.INGRESS)
                .frames()
                .get(0);
        for (byte[] frame : List.of(request, answer)) {
            frame[3] = 9;
            frame[9] = 9;
        }
        TrafficRecording read = TrafficRecording.parse(
                Pcap.write(List.of(new Pcap.Captured(7_000, 100, request), new Pcap.Captured(8_000, 200, answer))));

        assertThat(read.packets())
                .containsExactly(
                        new RecordedPacket(0, 100, Protocol.UDP, Direction.EGRESS),
                        new RecordedPacket(1_000, 200, Protocol.UDP, Direction.INGRESS));
    }

    @Test
    void ipv6CountsAsWhatItCarriesAndOtherProtocolsAreLeftOut() {
        byte[] frame = new byte[80];
        frame[12] = (byte) 0x86;
        frame[13] = (byte) 0xdd;
        frame[20] = 58;
        assertThat(RecordedPacket.of(new Pcap.Captured(3, 80, frame), 3, Direction.INGRESS))
                .contains(new RecordedPacket(0, 80, Protocol.ICMP, Direction.INGRESS));
        frame[20] = 99;
        assertThat(RecordedPacket.of(new Pcap.Captured(3, 80, frame), 3, Direction.INGRESS))
                .isEmpty();
        assertThatThrownBy(() -> TrafficRecording.parse(Pcap.write(List.of(new Pcap.Captured(3, 80, frame)))))
                .hasMessage("it holds no packet of UDP, TCP, ICMP or ARP");
    }

    @Test
    void trafficHasTheProtocolsOfTheRecordingAndSizesThatFitAWire() {
        List<Packets> like = SMALL.like(1000, new SplittableRandom(5));

        assertThat(like.stream().mapToLong(Packets::count).sum()).isEqualTo(1000);
        assertThat(like.stream().map(Packets::protocol).distinct()).containsExactlyInAnyOrder(Protocol.values());
        assertThat(like.stream().flatMap(some -> some.sizes().stream()))
                .allMatch(size -> size >= 42 && size <= 1514)
                .contains(42, 66, 1514)
                .anyMatch(size -> size > 285 && size < 300);
        assertThat(SMALL.like(1000, new SplittableRandom(5))).isEqualTo(like);
        assertThat(SMALL.like(1000, new SplittableRandom(6))).isNotEqualTo(like);
    }

    @Test
    void theRecordingOfTheLabHasSmallAndFullPacketsBothWays() {
        TrafficRecording recording = RecordedEvents.ALL.traffic();

        assertThat(recording.packets()).hasSizeGreaterThan(200);
        for (Direction direction : Direction.values()) {
            assertThat(recording.packets()).anyMatch(packet -> packet.direction() == direction && packet.size() < 100);
        }
        assertThat(recording.packets().stream().map(RecordedPacket::protocol).distinct())
                .containsExactlyInAnyOrder(Protocol.values());
    }

    @Test
    void aWorkspaceSendsAndRemembersTraffic() {
        try (Workspace workspace = Sim.workspace(1, RecordedEvents.ALL)) {
            Traffic traffic = workspace.sendTraffic(200);

            assertThat(traffic.count()).isEqualTo(200);
            assertThat(traffic.count(Direction.INGRESS) + traffic.count(Direction.EGRESS))
                    .isEqualTo(200);
            assertThat(workspace.sent()).isEqualTo(traffic.packets());
            assertThat(traffic.toString())
                    .startsWith("200 packets, ")
                    .contains(" tcp")
                    .endsWith("to 1514 bytes");
            assertThatThrownBy(() -> workspace.sendTraffic(0))
                    .isInstanceOf(BpfException.class)
                    .hasMessage("send traffic: EINVAL (0 packets are no traffic; use 1 or more)");
        }
    }

    @Test
    void withoutARecordingThereIsNoTraffic() {
        try (Workspace workspace = Sim.workspace(1, dev.bpflab.sim.Recordings.NONE)) {
            assertThatThrownBy(() -> workspace.sendTraffic(1))
                    .hasMessage("send traffic: ENODATA (no recording is there to follow; use sendPackets(sizes))");
        }
    }
}
