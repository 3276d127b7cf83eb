package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.MountedBpfFs;
import dev.bpflab.kernel.Orphans;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed on the running kernel while it has a pin, a network, a program attached there and a process. */
class KilledRunIT {
    @TempDir
    private Path temporary;

    @BeforeEach
    void onTheLiveKernel() {
        assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @AfterEach
    void unmount() {
        MountedBpfFs.unmount();
    }

    @Test
    void theNextStartFindsAndRemovesWhatItLeft() throws Exception {
        String pin = MountedBpfFs.path() + "/left";
        UserFolders folders = UserFolders.of(Map.of("HOME", temporary.toString()), Path.of("/dev/null"));
        Process run = start();
        String network;
        List<Orphans.Orphan> started;
        try (BufferedWriter in = run.outputWriter(StandardCharsets.UTF_8)) {
            in.write("""
                    var m = createMap(HASH, 4, 8, 10);
                    pinMap(m, "%s");
                    var pass = load(assemble(ldMapFd(R1, m), mov(R0, 2), exitInsn()), XDP);
                    attach(pass, xdp("veth0"));
                    System.out.println("ready");
                    /maps
                    runProcesses("yes", 1);
                    """.formatted(pin));
        }
        try (BufferedReader out = run.inputReader(StandardCharsets.UTF_8)) {
            while (!"ready".equals(out.readLine())) {
                assertThat(run.isAlive()).isTrue();
            }
            network = networkOf(run.pid());
            do {
                started = Orphans.of(run.pid());
            } while (started.stream().noneMatch(process -> process.comm().equals("yes")) && run.isAlive());
            run.destroyForcibly().waitFor();
        }
        assertThat(network).as("it had a network of its own").isNotEmpty();
        assertThat(networks()).as("which is gone with it").doesNotContain(network);

        List<KilledRun> left = KilledRuns.find(temporary, folders);

        assertThat(left).hasSize(1);
        assertThat(left.get(0).pid()).isEqualTo(run.pid());
        assertThat(left.get(0).pins()).containsExactly(Path.of(pin));
        assertThat(left.get(0).orphans()).isEqualTo(started);
        assertThat(left.get(0).folders()).hasSize(1);
        assertThat(left.get(0).remove(false)).isEmpty();
        assertThat(Path.of(pin)).doesNotExist();
        ProcessHandle.of(started.get(0).pid())
                .ifPresent(process -> process.onExit().join());
        assertThat(Orphans.of(run.pid())).isEmpty();
        assertThat(KilledRuns.find(temporary, folders)).isEmpty();
    }

    private Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bpflab.cli.Main",
                "--host",
                "kernel");
        builder.environment().put("HOME", temporary.toString());
        return builder.redirectErrorStream(true).start();
    }

    /** Returns the network in which a thread of the process is and the process itself is not; empty when there is none. */
    private static String networkOf(long pid) throws Exception {
        String own = Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString();
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                String network =
                        Files.readSymbolicLink(thread.resolve("ns/net")).toString();
                if (!network.equals(own)) {
                    return network;
                }
            }
        }
        return "";
    }

    /** Returns the networks in which any process is. */
    private static String networks() throws Exception {
        StringBuilder all = new StringBuilder();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    all.append(Files.readSymbolicLink(process.resolve("ns/net")))
                            .append('\n');
                } catch (java.io.IOException ended) {
                    // A process of before: it is in no network any more.
                }
            }
        }
        return all.toString();
    }
}
