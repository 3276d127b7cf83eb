package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.Errno;
import dev.bpflab.kernel.BpfTool;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.SystemCallFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on a machine where all is well, and as its rights are taken away. */
class DoctorIT {
    private static final String NO_LIVE_LABS = "live no, simulated yes";

    @TempDir
    Path folder;

    @BeforeEach
    void assumeKernel() {
        Assumptions.assumeTrue(
                KernelHost.probe().usable(), () -> KernelHost.probe().describe());
    }

    @Test
    void saysOfEachTypeWhatBpftoolSays() throws IOException {
        BpfTool.assume();
        JsonNode theirs = new ObjectMapper().readTree(BpfTool.run("-j", "feature", "probe", "kernel"));
        JsonNode ours = json(new Cli(folder).run("doctor", "--json").out());
        List<String> compared = new ArrayList<>();
        for (JsonNode row : ours) {
            String topic = row.path("topic").asText();
            String status = row.path("status").asText();
            JsonNode theirAnswer = switch (row.path("section").asText()) {
                case "map types" -> theirs.path("map_types").path("have_" + topic + "_map_type");
                case "program types" -> theirs.path("program_types").path("have_" + topic + "_prog_type");
                default -> theirs.path("nothing");
            };
            // Why tracing may differ, and what is unknown, KernelFeaturesIT says.
            if (!theirAnswer.isMissingNode() && !status.equals("unknown") && !topic.equals("tracing")) {
                assertThat(status).as(topic).isEqualTo(theirAnswer.asBoolean() ? "yes" : "no");
                compared.add(topic);
            }
            if (row.path("section").asText().equals("helpers") && status.equals("yes")) {
                String[] helperOfType = topic.split("[ ()]+", -1);
                List<String> listed = new ArrayList<>();
                theirs.path("helpers")
                        .path(helperOfType[1] + "_available_helpers")
                        .forEach(name -> listed.add(name.asText()));
                assertThat(listed).contains(helperOfType[0]);
                compared.add(topic);
            }
        }
        assertThat(compared)
                .contains("hash", "stack_trace", "xdp", "bpf_get_stackid (perf_event)")
                .hasSizeGreaterThan(60);
    }

    @Test
    void readsNumbersOfSeveralDigitsWhole() throws IOException, InterruptedException {
        String setting = "/proc/sys/kernel/perf_event_mlock_kb";
        Process cat = new ProcessBuilder("cat", setting).start();
        String number = new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(cat.waitFor()).isZero();
        JsonNode ours = json(new Cli(folder).run("doctor", "--json").out());
        assertThat(row(ours, "perf_event_mlock_kb").path("found").asText()).startsWith(number + " ");
    }

    @Test
    void leavesNothingBehind() throws IOException {
        new Cli(folder).run("doctor", "--all"); // opens what a JVM keeps open, such as JNA's library
        List<String> before = traces();
        Cli.Ended ended = new Cli(folder).run("doctor", "--all");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("lab 2.1");
        assertThat(traces()).isEqualTo(before);
    }

    /** What a probe could leave in this process: descriptors, mounts, and threads in a network of their own. */
    private static List<String> traces() throws IOException {
        List<String> traces = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/mountinfo")));
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = link(descriptor);
                if (target.contains("anon_inode") || target.contains("socket") || target.contains("net:")) {
                    traces.add(target.replaceAll("\\d+", ""));
                }
            }
        }
        traces.sort(null);
        return traces;
    }

    private static String link(Path path) {
        try {
            return Files.readSymbolicLink(path).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    @Test
    void tellsRootWithoutCapabilitiesWhatItsContainerLacks() throws Exception {
        JsonNode rows = elsewhere("exec setpriv --bounding-set=-all --inh-caps=-all -- \"$@\"");
        assertThat(row(rows, "bpf(2)").path("found").asText()).contains("EPERM");
        assertThat(row(rows, "bpf(2)").path("remedy").asText()).contains("--cap-add=BPF");
        assertThat(row(rows, "capabilities").path("remedy").asText())
                .isEqualTo("start the container with --privileged");
        assertThat(row(rows, "lab 2.1").path("found").asText()).isEqualTo(NO_LIVE_LABS);
    }

    @Test
    void tellsOfAFilterThatHidesTheSystemCall() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "there is no bwrap here");
        Path filter = folder.resolve("filter");
        Files.write(filter, SystemCallFilter.refusingBpf(Errno.ENOSYS));
        JsonNode rows = elsewhere("exec bwrap --dev-bind / / --seccomp 9 \"$@\" 9<'" + filter + "'");
        assertThat(row(rows, "bpf(2)").path("status").asText()).isEqualTo("no");
        assertThat(row(rows, "bpf(2)").path("found").asText()).contains("no bpf(2)", "filter");
        assertThat(row(rows, "lab 2.3").path("found").asText()).isEqualTo(NO_LIVE_LABS);
    }

    @Test
    void mountsWhatIsMissingWhenItIsAskedTo() throws Exception {
        // Several may lie upon each other; all this is in a mount namespace of its own.
        String bare =
                "for at in /sys/fs/bpf /sys/kernel/tracing; do while umount -l $at 2>/dev/null; do :; done; done; ";
        JsonNode rows = elsewhere("exec unshare --mount sh -c '" + bare + "exec \"$@\"' sh \"$@\" --fix");
        for (String system : List.of("bpffs", "tracefs")) {
            assertThat(rows)
                    .filteredOn(row -> row.path("topic").asText().equals(system))
                    .extracting(row -> row.path("section").asText() + " "
                            + row.path("status").asText())
                    .containsExactly("mended yes", "file systems yes");
        }
    }

    /** Runs the doctor in a process of its own, as the command line that the shell script is given. */
    private JsonNode elsewhere(String script) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        script,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.bpflab.cli.Main",
                        "doctor",
                        "--json")
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return json(out);
    }

    private static JsonNode json(String out) throws IOException {
        return new ObjectMapper().readTree(out);
    }

    private static JsonNode row(JsonNode rows, String topic) {
        JsonNode found = null;
        for (JsonNode row : rows) {
            if (row.path("topic").asText().equals(topic)) {
                found = row;
            }
        }
        return Objects.requireNonNull(found, topic);
    }
}
