package dev.bpflab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts from a file and from standard input, on the simulated kernel. */
class ScriptCommandTest {
    private static final String STEP = "var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000);\n";

    @TempDir
    Path home;

    @Test
    void aScriptNeitherSeesNorTouchesALearnersProgress() throws IOException {
        Cli cli = new Cli(home);
        String script = "/lab 2.1\n" + STEP + "/next\n/restart all\n";
        Path file = Files.writeString(home.resolve("script.jsh"), script);

        for (int run = 0; run < 2; run++) {
            assertThat(cli.run(file.toString(), "--host", "sim").out())
                    .contains("Step 1 of 13")
                    .contains("Step 1 of 13 passed");
            assertThat(cli.runWithInput(STEP.getBytes(UTF_8), "lab", "2.1", "--host", "sim")
                            .out())
                    .contains("Step 1 of 13 passed");
        }
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(path -> path.toString().endsWith(".json"))).isEmpty();
        }
    }

    @Test
    void valuesReadWell() {
        String shown = new Cli(home)
                .runWithInput(
                        (STEP + "spec\nvar m = createMap(HASH, 4, 8, 9)\nmapUpdate(m, u32(1), u64(2))\n"
                                        + "mapLookup(m, u32(1))\nmapGetAll(m)\nrunExecChain(\"true\", 2)\n")
                                .getBytes(UTF_8),
                        "--host",
                        "sim")
                .out();
        assertThat(shown)
                .contains("spec ==> blueprint 'counts': hash, u32 -> u64, max_entries 10000")
                .contains(" (u64 2)\n")
                .contains("(u32 1) -> ")
                .contains("'true', 2 execs")
                .doesNotContain("Codec");
    }
}
