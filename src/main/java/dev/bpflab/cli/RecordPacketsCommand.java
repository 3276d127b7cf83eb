package dev.bpflab.cli;

import dev.bpflab.bpf.traffic.RecordedPacket;
import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.kernel.PacketCapture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bpflab author record packets}: what comes by on the network while a command runs. */
@Command(
        name = "packets",
        description =
                "Runs a command and records which packets come by at the machine's Ethernet interfaces meanwhile: their"
                        + " sizes, protocols and directions. Addresses, ports and contents are not kept.",
        mixinStandardHelpOptions = true)
final class RecordPacketsCommand implements Callable<Integer> {
    private static final String FILE = "packets.pcap";
    private static final int LOOK_EVERY_MS = 50;
    /** More would make the simulator slow to start and the traffic no richer. */
    private static final int MOST = 5_000;

    private static final File NOTHING = new File("/dev/null");

    @Option(
            names = "--interface",
            defaultValue = "",
            paramLabel = "NAME",
            description = "only at this interface, such as eth0")
    private String device = "";

    @Parameters(index = "0", paramLabel = "OUT", description = "the file, a folder for " + FILE + " in it, or -")
    private Path out = Path.of("-");

    @Parameters(index = "1", arity = "1..*", paramLabel = "COMMAND", description = "what is run, with its arguments")
    private List<String> command = new ArrayList<>();

    private final App app;

    RecordPacketsCommand(App app) {
        this.app = app;
    }

    /** What stands behind OUT is the command's, also what looks like an option. */
    @Spec
    void parsing(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        RecordingFile file = RecordingFile.of(out, FILE, app);
        List<RecordedPacket> packets = file.onLiveKernel(workspace -> captured());
        if (packets.isEmpty()) {
            throw new CommandFailure(
                    "record packets",
                    "no packet of UDP, TCP, ICMP or ARP came by",
                    "give a command that uses the network, such as curl, or another --interface");
        }
        file.write(new TrafficRecording(packets).pcap(), packets.size() + " packets");
        return ExitStatus.OK;
    }

    private List<RecordedPacket> captured() {
        try (PacketCapture capture = PacketCapture.open(device)) {
            List<RecordedPacket> packets = new ArrayList<>();
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                while (process.isAlive()
                        && packets.size() < MOST
                        && !Thread.currentThread().isInterrupted()) {
                    packets.addAll(capture.next(LOOK_EVERY_MS));
                }
                packets.addAll(capture.next(0));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return packets.subList(0, Math.min(packets.size(), MOST));
        } catch (IOException failure) {
            throw new CommandFailure(
                    "run '" + command.get(0) + "'", String.valueOf(failure.getMessage()), "name another program");
        }
    }
}
