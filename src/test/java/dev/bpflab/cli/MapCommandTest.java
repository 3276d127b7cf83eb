package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bpflab map says where there is no kernel to ask. */
class MapCommandTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"list", "show 1", "dump 1"})
    void theSimulatedKernelHasNoMapsOfItsOwn(String command) {
        Cli.Ended ended = new Cli(home).run(("map " + command + " --host sim").split(" "));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo("bpflab: look at maps: the simulated kernel has none: it begins anew with each command;"
                        + " use --host kernel, or /maps at the prompt\n");
    }

    @Test
    void aFormatIsOne() {
        assertThat(new Cli(home).run("map", "list", "--json", "--csv").err())
                .isEqualTo("bpflab: write maps: --json and --csv are two formats; choose one\n");
        assertThat(new Cli(home).run("map", "dump", "1", "--rows", "0").err()).contains("--rows is 0; use 1 or more");
        assertThat(new Cli(home).run("map", "dump").status()).isEqualTo(2);
    }
}
