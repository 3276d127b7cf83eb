package dev.bpflab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that tell programs what happens. */
class JsonEventsTest {
    /** As the README lists them. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "begin", Set.of("version", "host", "why"),
            "output", Set.of("text"),
            "snippet", Set.of("source", "file", "line", "outcome", "name", "type", "value", "text"),
            "command", Set.of("typed", "ok", "text"),
            "step", Set.of("lab", "id", "kind", "number", "outcome", "findings", "text"),
            "error", Set.of("message", "file", "line", "column", "hint"),
            "exit", Set.of("status", "text"));

    @TempDir
    Path home;

    @Test
    void aLabTellsEveryKindInOrder() throws IOException {
        String script = """
                var spec = MapSpec.hash("counts", U32, U64).maxEntries(1)
                System.out.println("h\u00e4"); 1 + 1
                /host
                /check
                long b =
                  "s";
                3
                """;
        Cli.Ended ended = new Cli(home).runWithInput(script.getBytes(UTF_8), "lab", "2.1", "--json", "--host", "sim");
        List<JsonNode> events = events(ended.out().lines().toList());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).isEmpty();
        assertThat(events.stream().map(event -> event.get("event").asText()))
                .containsExactly(
                        "begin", "command", "snippet", "step", "output", "snippet", "step", "snippet", "step",
                        "command", "step", "command", "snippet", "error", "exit");
        assertThat(events.get(2).get("type").asText()).startsWith("MapSpec");
        assertThat(events.get(3).get("outcome").asText()).isEqualTo("not yet");
        assertThat(events.get(3).get("findings")).isNotEmpty();
        assertThat(events.get(4).get("text").asText()).isEqualTo("h\u00e4\n");
        assertThat(events.get(7).get("value").asText()).isEqualTo("2");
        assertThat(events.get(13).get("line").asInt()).isEqualTo(6);
        assertThat(events.get(13).get("column").asInt()).isEqualTo(3);
        assertThat(events.get(14).get("status").asInt()).isEqualTo(2);
    }

    @Test
    void theReadmeNamesEveryField() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        FIELDS.forEach((kind, fields) -> assertThat(readme)
                .filteredOn(line -> line.startsWith("| `" + kind + "` |"))
                .singleElement()
                .satisfies(row -> assertThat(row.split("[^A-Za-z]+")).containsAll(fields)));
    }

    @Test
    void aFailedCommandAndAMissingFileAreErrors() throws IOException {
        Cli cli = new Cli(home);
        Cli.Ended unknown = cli.runWithInput("/nosuch\n".getBytes(UTF_8), "--json", "--host", "sim");
        assertThat(kinds(unknown)).containsExactly("begin", "command", "error", "exit");
        Cli.Ended missing =
                cli.run("--json", "--host", "sim", home.resolve("none").toString());
        assertThat(kinds(missing)).containsExactly("begin", "error", "exit");
        assertThat(List.of(unknown.status(), missing.status())).containsOnly(2);
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT")
    void ctrlCEndsWithItsStatus() throws Exception {
        Process bpflab = start("System.out.println(1); while (true) ;");
        try (BufferedReader out = bpflab.inputReader()) {
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.contains("\"output\"")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(bpflab.pid()))
                            .start()
                            .waitFor();
                }
            }
            assertThat(bpflab.waitFor()).isEqualTo(130);
            List<JsonNode> events = events(lines);
            assertThat(events.get(events.size() - 1).get("status").asInt()).isEqualTo(130);
        } finally {
            bpflab.destroyForcibly();
        }
    }

    @Test
    void aReaderThatLeavesEndsALoopThatPrints() throws Exception {
        Process bpflab = start("while (true) System.out.println(1);");
        try (BufferedReader out = bpflab.inputReader()) {
            assertThat(out.readLine()).contains("begin");
            assertThat(out.readLine()).contains("output");
        }
        try {
            assertThat(bpflab.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(bpflab.exitValue()).isEqualTo(2);
        } finally {
            bpflab.destroyForcibly();
        }
    }

    private Process start(String script) throws IOException {
        Path file = Files.writeString(home.resolve("script.jsh"), script);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--json",
                "--host",
                "sim",
                file.toString());
        builder.environment().put("HOME", home.toString());
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static List<String> kinds(Cli.Ended ended) throws IOException {
        return events(ended.out().lines().toList()).stream()
                .map(event -> event.get("event").asText())
                .toList();
    }

    private static List<JsonNode> events(List<String> lines) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines) {
            JsonNode event = new ObjectMapper().readTree(line);
            Set<String> fields = new TreeSet<>();
            event.fieldNames().forEachRemaining(fields::add);
            Set<String> documented = new TreeSet<>(FIELDS.get(event.get("event").asText()));
            documented.add("event");
            assertThat(fields).as(line).isEqualTo(documented);
            events.add(event);
        }
        return events;
    }
}
