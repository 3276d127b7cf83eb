package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Protocol;
import dev.bpflab.bpf.traffic.RecordedPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PacketCaptureIT {
    @BeforeAll
    static void assumeKernel() {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Test
    void whatComesByIsSeenWithSizeProtocolAndDirection() {
        try (LiveStage stage = new LiveStage()) {
            PacketCapture[] opened = new PacketCapture[1];
            stage.network().within("capture", () -> {
                opened[0] = PacketCapture.open("");
                return 0;
            });
            List<RecordedPacket> seen = new ArrayList<>();
            try (PacketCapture capture = opened[0]) {
                stage.sendPackets(Packets.of(60, 1514));
                stage.sendPackets(Packets.of(9000).carrying(Protocol.TCP).times(2));
                stage.sendPackets(Packets.of(42).carrying(Protocol.ARP).outgoing());
                seen.addAll(capture.next(1000));
            }
            // A veth pair has both ends in one network: each packet leaves one and arrives at the other.
            for (Direction direction : Direction.values()) {
                assertThat(seen.stream().filter(packet -> packet.direction() == direction))
                        .extracting(packet -> packet.protocol() + " " + packet.size())
                        .containsExactly("UDP 60", "UDP 1514", "TCP 9000", "TCP 9000", "ARP 42");
            }
        }
    }

    @Test
    void anInterfaceThatThereIsNotIsSaidSo() {
        assertThatThrownBy(() -> PacketCapture.open("nosuch0"))
                .isInstanceOf(BpfException.class)
                .hasMessage("capture packets: ENODEV (there is no interface 'nosuch0'; see ip link)");
    }
}
