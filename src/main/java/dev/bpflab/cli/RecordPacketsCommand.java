package dev.bpflab.cli;

import dev.bpflab.bpf.traffic.RecordedPacket;
import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.kernel.PacketCapture;
import dev.bpflab.record.CommandRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bpflab author record packets}: what comes by on the network while a command runs. */
@Command(
        name = "packets",
        description =
                "Runs a command and records which packets come by at the machine's Ethernet interfaces meanwhile: their"
                        + " sizes, protocols and directions. Addresses, ports and contents are not kept.",
        mixinStandardHelpOptions = true)
final class RecordPacketsCommand extends RecordingOfCommand {
    private static final String FILE = "packets.pcap";
    private static final int LOOK_EVERY_MS = 50;
    /** More would make the simulator slow to start and the traffic no richer. */
    private static final int MOST = 5_000;

    @Option(
            names = "--interface",
            defaultValue = "",
            paramLabel = "NAME",
            description = "only at this interface, such as eth0")
    private String device = "";

    private final App app;

    RecordPacketsCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        RecordingFile file = RecordingFile.of(out, FILE, app);
        List<RecordedPacket> packets = file.onLiveKernel(workspace -> recorded(this::captured));
        if (packets.isEmpty()) {
            throw new CommandFailure(
                    "record packets",
                    "no packet of UDP, TCP, ICMP or ARP came by",
                    "give a command that uses the network, such as curl, or another --interface");
        }
        file.write(new TrafficRecording(packets).pcap(), packets.size() + " packets");
        return ExitStatus.OK;
    }

    private List<RecordedPacket> captured(List<String> running) throws IOException {
        try (PacketCapture capture = PacketCapture.open(device)) {
            List<RecordedPacket> packets = new ArrayList<>();
            CommandRun.during(running, () -> {
                packets.addAll(capture.next(LOOK_EVERY_MS));
                return packets.size() < MOST;
            });
            packets.addAll(capture.next(0));
            return packets.subList(0, Math.min(packets.size(), MOST));
        }
    }
}
