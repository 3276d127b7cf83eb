package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every tier does for whoever starts a process in it. */
@Tag("jdk")
class SandboxIT {
    private static Sandbox sandbox(Tier tier) {
        try {
            return Sandbox.best(EnumSet.of(tier));
        } catch (SandboxUnavailableException e) {
            Assumptions.abort(e.getMessage());
            throw e;
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void isAPipeBothWaysUntilTheProcessEnds(Tier tier) throws IOException {
        try (Isolated cat = sandbox(tier).start(List.of("/bin/cat"), Limits.forOneJvm(), List.of())) {
            cat.input().write("hello\n".getBytes(StandardCharsets.UTF_8));
            BufferedReader output = new BufferedReader(new InputStreamReader(cat.output(), StandardCharsets.UTF_8));
            assertThat(output.readLine()).isEqualTo("hello");
            cat.input().close();
            assertThat(output.readLine()).isNull();
            assertThat(cat.end().status()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void saysWhatItWroteToStandardErrorAndHowItEnded(Tier tier) {
        List<String> command = List.of("/bin/sh", "-c", "echo sorry >&2; exit 7");
        try (Isolated shell = sandbox(tier).start(command, Limits.forOneJvm(), List.of())) {
            assertThat(shell.end().describe()).isEqualTo("exited with status 7");
            assertThat(shell.errors()).isEqualTo("sorry\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void runsTheJvmThatWeRunOn(Tier tier) throws IOException {
        List<String> command =
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-Xmx64m", "-version");
        try (Isolated java = sandbox(tier).start(command, Limits.forOneJvm(), List.of())) {
            assertThat(java.output().readAllBytes()).isEmpty();
            assertThat(java.end().status()).isZero();
            assertThat(java.errors()).contains(System.getProperty("java.vm.name"));
        }
    }
}
