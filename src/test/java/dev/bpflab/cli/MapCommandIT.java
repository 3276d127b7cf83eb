package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.kernel.MountedBpfFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bpflab says of the kernel's maps is what the kernel's own tool says. */
class MapCommandIT {
    private static final List<String> PLACES = List.of("/usr/sbin/bpftool", "/sbin/bpftool", "/usr/bin/bpftool");

    @TempDir
    private Path home;

    private final String name =
            "bpflab_" + UUID.randomUUID().toString().replace("-", "").substring(0, 7);
    private Cli cli;
    private Workspace workspace;
    private BpfMap<Long, Long> map;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        Assumptions.assumeTrue(
                KernelHost.probe().usable(), () -> KernelHost.probe().describe());
        cli = new Cli(home);
        workspace = Live.workspace();
        map = workspace.create(
                MapSpec.hash(name, Codecs.U32, Codecs.U64).maxEntries(64).flags(MapFlag.NO_PREALLOC));
        map.put(1000L, 4L);
        map.put(7L, -1L);
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
        }
    }

    private static JsonNode bpftool(String... arguments) throws IOException, InterruptedException {
        String path = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(path.isEmpty(), "there is no bpftool here");
        List<String> command = new java.util.ArrayList<>(List.of(path, "--json"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return new ObjectMapper().readTree(json);
    }

    private JsonNode ours(String... arguments) throws IOException {
        Cli.Ended ended = cli.run(arguments);
        assertThat(ended.status()).as(ended.err()).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    @Test
    void theListAgreesWithBpftool() throws Exception {
        Map<Integer, JsonNode> theirs = new HashMap<>();
        bpftool("map", "show").forEach(each -> theirs.put(each.get("id").asInt(), each));
        int compared = 0;
        for (JsonNode each : ours("map", "list", "--json")) {
            JsonNode other = theirs.get(each.get("id").asInt());
            // Others' maps come and go meanwhile.
            if (other != null) {
                assertThat(each.get("type")).isEqualTo(other.get("type"));
                assertThat(each.get("name").asText())
                        .isEqualTo(other.path("name").asText());
                assertThat(each.get("keySize").asLong())
                        .isEqualTo(other.get("bytes_key").asLong());
                assertThat(each.get("valueSize").asLong())
                        .isEqualTo(other.get("bytes_value").asLong());
                assertThat(each.get("maxEntries").asLong())
                        .isEqualTo(other.get("max_entries").asLong());
                assertThat(each.get("flags").asLong())
                        .isEqualTo(other.get("flags").asLong());
                compared++;
            }
        }
        assertThat(compared).isPositive();
        assertThat(cli.run("map", "list").out()).contains(name, "2 of 64", "NO_PREALLOC");
        assertThat(cli.run("map", "list", "--csv").out())
                .startsWith("id,name,type,key,value,max,used,flags,pins,\"held by\"\n")
                .contains(map.id() + "," + name + ",hash,4,8,64,2,NO_PREALLOC,");
    }

    @Test
    void aDumpAgreesWithBpftool() throws Exception {
        JsonNode dumped = ours("map", "dump", name, "--json");
        Map<String, String> found = new HashMap<>();
        dumped.get("entries")
                .forEach(entry ->
                        found.put(entry.get("key").asText(), entry.get("value").asText()));
        Map<String, String> theirs = new HashMap<>();
        for (JsonNode entry : bpftool("map", "dump", "id", String.valueOf(map.id()))) {
            theirs.put(hex(entry.get("key")), hex(entry.get("value")));
        }
        assertThat(found).isEqualTo(theirs).hasSize(2).containsEntry("07000000", "ffffffffffffffff");
        assertThat(dumped.get("flags").asInt()).isEqualTo(MapFlag.NO_PREALLOC.bit());
        assertThat(cli.run("map", "dump", String.valueOf(map.id())).out())
                .contains("2 of 64 entries")
                .contains("07 00 00 00 (u32 7)")
                .contains("ff ff ff ff ff ff ff ff (u64 18446744073709551615)");
        assertThat(cli.run("map", "dump", name, "--csv").out()).contains("e8030000,0400000000000000\n");
        assertThat(cli.run("map", "dump", name, "--rows", "1").out()).endsWith("… and 1 more\n");
    }

    private static String hex(JsonNode bytes) {
        StringBuilder hex = new StringBuilder();
        bytes.forEach(each -> hex.append(each.asText().replace("0x", "")));
        return hex.toString();
    }

    @Test
    void aPinIsFoundAndFindsTheMap() throws IOException {
        String path = MountedBpfFs.path() + "/" + name;
        workspace.use();
        Bpf.pinMap(map, path);
        try {
            // A BPF file system that is mounted twice has two paths.
            assertThat(ours("map", "show", path, "--json").get("pins"))
                    .anyMatch(pin -> pin.asText().equals(path));
            assertThat(cli.run("map", "show", name).out()).contains("pins     ", path, "max      64\n");
        } finally {
            Bpf.unpinMap(path);
            MountedBpfFs.unmount();
        }
    }

    @Test
    void anotherProcessThatHoldsAMapIsNamed() throws Exception {
        String held = name + "h";
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsAMap.class.getName(),
                        held)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');
            JsonNode holders = ours("map", "show", held, "--json").get("holders");
            assertThat(holders).hasSize(1);
            assertThat(holders.get(0).get("pid").asLong()).isEqualTo(other.pid());
            assertThat(holders.get(0).get("comm").asText()).isEqualTo("java");
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(ours("map", "show", name, "--json").get("holders"))
                .as("this process leaves itself out")
                .isEmpty();
    }

    /** Holds a map until it is killed. */
    static final class HoldsAMap {
        private HoldsAMap() {}

        public static void main(String... args) throws InterruptedException {
            try (Workspace workspace = Live.workspace()) {
                workspace.create(MapSpec.hash(args[0], Codecs.U32, Codecs.U64).maxEntries(1));
                System.out.print("!");
                System.out.flush();
                new java.util.concurrent.CountDownLatch(1).await();
            }
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        Cli.Ended ended = cli.run("map", "dump", "no_such_map");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("bpflab: find map no_such_map: no map has this id or name; bpflab map list shows all\n");
        assertThat(cli.run("map", "show", "4294967295").err()).contains("no map has this id or name");
        assertThat(cli.run("map", "show", "99999999999").err()).contains("no map has this id or name");
        assertThat(cli.run("map", "show", "/sys/fs/bpf/no_such_pin").err()).contains("ENOENT");
    }
}
