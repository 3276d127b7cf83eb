package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every tier does for whoever starts a process in it. */
@Tag("jdk")
class SandboxIT {
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void isAPipeBothWaysUntilTheProcessEnds(Isolation isolation) throws IOException {
        try (Isolated cat = isolation.sandbox().start(List.of("/bin/cat"), Limits.forOneJvm(), List.of())) {
            cat.input().write("hello\n".getBytes(StandardCharsets.UTF_8));
            BufferedReader output = new BufferedReader(new InputStreamReader(cat.output(), StandardCharsets.UTF_8));
            assertThat(output.readLine()).isEqualTo("hello");
            cat.input().close();
            assertThat(output.readLine()).isNull();
            assertThat(cat.end().status()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void saysWhatItWroteToStandardErrorAndHowItEnded(Isolation isolation) {
        List<String> command = List.of("/bin/sh", "-c", "echo sorry >&2; exit 7");
        try (Isolated shell = isolation.sandbox().start(command, Limits.forOneJvm(), List.of())) {
            assertThat(shell.end().describe()).isEqualTo("exited with status 7");
            assertThat(shell.errors()).isEqualTo("sorry\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void runsTheJvmThatWeRunOn(Isolation isolation) throws IOException {
        List<String> command =
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData", "-Xmx64m", "-version");
        try (Isolated java = isolation.sandbox().start(command, Limits.forOneJvm(), List.of())) {
            assertThat(java.output().readAllBytes()).isEmpty();
            assertThat(java.end().status()).isZero();
            assertThat(java.errors()).contains(System.getProperty("java.vm.name"));
        }
    }
}
