package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lab 2.2 in a process of its own on the running kernel: its map, program, link and network go with it. */
class LabLeavesNothingIT {
    private static final String STEPS = untilCleanUp();

    /** Says what the kernel calls what the lab has made; the command makes the script run up to here. */
    private static final String SAY_IDS = """
            System.out.println("map " + sizes.id());
            System.out.println("program " + loaded.id());
            System.out.println("link " + link.info().get().id());
            System.out.println("ready");
            /maps
            """;

    @TempDir
    private Path temporary;

    private static String untilCleanUp() {
        String solution = PageLibrary.bundled().labFile("2.2", "solution.jsh");
        return solution.substring(0, solution.indexOf("// tag::clean-up[]")).replaceAll("(?m)^/next$", "");
    }

    @BeforeEach
    void onTheLiveKernel() {
        assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Test
    void leftWithoutCleaningUp() throws Exception {
        Process workbench = start();
        Map<String, Integer> ids = run(workbench, STEPS + SAY_IDS + "/exit\n");
        assertThat(workbench.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(ids);
    }

    @Test
    void interruptedWhilePacketsAreSent() throws Exception {
        Process workbench = start();
        Map<String, Integer> ids =
                run(workbench, STEPS + SAY_IDS + "while (true) sendPackets(packets(64).times(100_000));\n/maps\n");
        new ProcessBuilder("kill", "-INT", Long.toString(workbench.pid()))
                .start()
                .waitFor();
        assertThat(workbench.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(ids);
    }

    private Map<String, Integer> run(Process workbench, String script) throws Exception {
        BufferedWriter in = workbench.outputWriter(StandardCharsets.UTF_8);
        in.write(script);
        in.flush();
        Map<String, Integer> ids = new HashMap<>();
        StringBuilder seen = new StringBuilder();
        BufferedReader out = workbench.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            assertThat(line).as("never ready: %s", seen).isNotNull();
            seen.append(line).append('\n');
            if (line.matches("(map|program|link) \\d+")) {
                ids.put(line.replaceFirst(" .*", ""), Integer.parseInt(line.replaceFirst(".* ", "")));
            }
        }
        assertThat(ids).as("%s", seen).containsOnlyKeys("map", "program", "link");
        return ids;
    }

    /** The kernel may free what lost its last reference a moment later, so it is asked for some seconds. */
    private static void assertNothingIsLeft(Map<String, Integer> ids) throws Exception {
        try (Workspace workspace = Live.workspace()) {
            BpfHost host = workspace.host();
            assertGone(host, ObjectKind.LINK, ids.getOrDefault("link", 0));
            assertGone(host, ObjectKind.PROGRAM, ids.getOrDefault("program", 0));
            assertGone(host, ObjectKind.MAP, ids.getOrDefault("map", 0));
        }
        try (var devices = Files.list(Path.of("/sys/class/net"))) {
            assertThat(devices.map(device -> device.getFileName().toString())).doesNotContain("veth0", "veth1");
        }
    }

    private static void assertGone(BpfHost host, ObjectKind kind, int id) {
        int fd = host.openById(kind, id, 0);
        for (long since = System.nanoTime(); fd >= 0 && System.nanoTime() - since < 10_000_000_000L; ) {
            host.close(fd);
            fd = host.openById(kind, id, 0);
        }
        assertThat(fd).as("%s %d", kind, id).isEqualTo(dev.bpflab.bpf.Errno.ENOENT.result());
    }

    private Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bpflab.cli.Main",
                "--host",
                "kernel");
        builder.environment().put("HOME", temporary.toString());
        return builder.redirectErrorStream(true).start();
    }
}
