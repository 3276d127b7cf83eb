package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Values;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a process of its own, on the live kernel, watched by bpftool. */
class WorkbenchIT {
    private final String suffix =
            Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));

    @TempDir
    Path temp;

    @BeforeEach
    void onTheLiveKernelWithBpftool() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), "needs the live kernel: " + probe.describe());
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bpftool")), "needs bpftool as the witness");
    }

    @Test
    void anotherToolSeesProgramAndMapWhileItRunsAndNothingAfterwards() throws Exception {
        String map = "wb_map_" + suffix;
        String program = "wb_prog_" + suffix;
        Process workbench = start();
        try (BufferedWriter in = workbench.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = workbench.inputReader(StandardCharsets.UTF_8)) {
            in.write(script(map, program));
            in.flush();
            readUntil(out, "attached");
            String shown = bpftool("prog", "show", "name", program);
            assertThat(shown).contains("\"type\": \"tracepoint\"");
            String id = shown.replaceFirst("(?s).*?\"id\": (\\d+).*", "$1");
            assertThat(bpftool("link", "list")).containsPattern("\"prog_id\": " + id + "\\b");
            in.write("long pid = runExecChain(\"true\", 4).pid();\nSystem.out.println(\"ran \" + pid);\n/maps\n");
            in.flush();
            String ran = readUntil(out, "ran ");
            long pid = Long.parseLong(ran.substring(ran.indexOf("ran ") + 4).strip());
            assertThat(bpftool("map", "dump", "name", map).replaceAll("\\s", ""))
                    .contains("{\"key\":" + bytes(Values.u32(pid)) + ",\"value\":" + bytes(Values.u64(4)) + "}");
        }
        assertThat(workbench.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(workbench.exitValue()).isZero();
        assertGone("map", map);
        assertGone("prog", program);
    }

    @Test
    void aKilledWorkbenchLeavesNothingInTheKernel() throws Exception {
        String map = "kl_map_" + suffix;
        String program = "kl_prog_" + suffix;
        Process workbench = start();
        try (BufferedWriter in = workbench.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = workbench.inputReader(StandardCharsets.UTF_8)) {
            in.write(script(map, program));
            in.flush();
            readUntil(out, "attached");
            workbench.destroyForcibly();
            assertThat(workbench.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (IOException closed) {
            assertThat(workbench.isAlive()).isFalse();
        }
        assertGone("map", map);
        assertGone("prog", program);
    }

    private static String script(String map, String program) {
        return """
                var counts = createMap(MapSpec.hash("%s", U32, U64).maxEntries(10_000));
                Program counter = assemble(
                    helperGetCurrentPidTgid(), rsh(R0, 32), storeMem(W, R10, -4, R0), storeMem(DW, R10, -16, 1),
                    ldMapFd(R1, counts), mov(R2, R10), add(R2, -4), helperMapLookupElem(R1, R2),
                    jne(R0, 0, "count"),
                    ldMapFd(R1, counts), mov(R2, R10), add(R2, -4), mov(R3, R10), add(R3, -16),
                    helperMapUpdateElem(R1, R2, R3, NOEXIST), jmp("out"),
                    label("count"), mov(R1, 1), atomicAdd(DW, R0, 0, R1),
                    label("out"), mov(R0, 0), exitInsn());
                var loaded = load(ProgramSpec.of(counter, TRACEPOINT).named("%s"));
                var link = attach(loaded, tracepoint("sched", "sched_process_exec"));
                System.out.println("attached");
                /maps
                """.formatted(map, program);
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/bpflab.jar").toAbsolutePath().toString(),
                "--host",
                "kernel"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", temp.toString());
        return builder.start();
    }

    private static String readUntil(BufferedReader out, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(wanted)) {
                return line;
            }
        }
        throw new AssertionError("never saw '" + wanted + "' in:\n" + seen);
    }

    /** The kernel may free what lost its last reference a moment later, so it is asked a bounded number of times. */
    private static void assertGone(String kind, String name) throws Exception {
        String listed = bpftool(kind, "list");
        for (int asked = 1; asked < 200 && listed.contains(name); asked++) {
            listed = bpftool(kind, "list");
        }
        assertThat(listed).doesNotContain(name);
    }

    /** Writes bytes as bpftool does for a map without type information. */
    private static String bytes(ByteBuffer value) {
        StringJoiner joined = new StringJoiner(",", "[", "]");
        for (int i = 0; i < value.limit(); i++) {
            joined.add(String.format("\"0x%02x\"", value.get(i)));
        }
        return joined.toString();
    }

    private static String bpftool(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/bpftool", "-j", "-p"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
