package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bpflab check} on the simulated kernel: what passes, and what is said of what does not. */
class CheckCommandTest {
    private static final Path LAB = Path.of("labs/2.1-process-counter");

    @TempDir
    Path temp;

    @Test
    void theSolutionPasses() {
        Cli.Ended ended = check(LAB.resolve("solution.jsh"));
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("host sim");
    }

    @Test
    void theStartFailsAtTheFirstStep() {
        Cli.Ended ended = check(LAB.resolve("start.jsh"));
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out())
                .contains("Describe the map")
                .containsIgnoringCase("expected")
                .containsIgnoringCase("found");
    }

    @Test
    void aScriptThatHardCodesTheFinalMapFails() throws IOException {
        Path script = Files.writeString(temp.resolve("hard.jsh"), """
                var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000);
                var counts = createMap(spec);
                var four = runExecChain("true", 4);
                var two = runExecChain("true", 2);
                var one = runExecChain("true", 1);
                counts.put(four.pid(), 4L);
                counts.put(two.pid(), 2L);
                counts.put(one.pid(), 1L);
                """);
        Cli.Ended ended = check(script);
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out()).contains("Assemble the program").contains("counter");
    }

    @Test
    void aProgramWhoseIncrementIsCommentedOutFailsAtThatStep() throws IOException {
        String solution = Files.readString(LAB.resolve("solution.jsh"));
        Path script = Files.writeString(
                temp.resolve("lazy.jsh"),
                solution.replace("    atomicAdd(DW, R0, 0, R1),", "    // atomicAdd(DW, R0, 0, R1),"));
        Cli.Ended ended = check(script);
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out())
                .contains("Assemble the program")
                .containsIgnoringCase("expected")
                .containsIgnoringCase("found");
    }

    @Test
    void jsonHasTheSameVerdict() {
        Cli.Ended ended = new Cli(temp)
                .run("check", "2.1", LAB.resolve("start.jsh").toString(), "--host", "sim", "--format", "json");
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out()).startsWith("{").contains("\"passed\"");
    }

    @Test
    void theSeedOfTheTrialsIsReportedAndChosenAnewUnlessGiven() throws IOException {
        Path script = LAB.resolve("start.jsh");
        assertThat(seed("check", "2.1", script.toString(), "--host", "sim", "--seed", "77"))
                .isEqualTo(77);
        assertThat(seed("check", "2.1", script.toString(), "--host", "sim"))
                .isNotEqualTo(seed("check", "2.1", script.toString(), "--host", "sim"));
        assertThat(check(script).out()).containsPattern("host sim, seed \\d+");
    }

    private long seed(String... args) throws IOException {
        String[] json =
                Stream.concat(Stream.of(args), Stream.of("--format", "json")).toArray(String[]::new);
        return new ObjectMapper()
                .readTree(new Cli(temp).run(json).out())
                .path("seed")
                .asLong(-1);
    }

    private Cli.Ended check(Path file) {
        return new Cli(temp).run("check", "2.1", file.toString(), "--host", "sim");
    }
}
