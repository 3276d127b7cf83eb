package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shells complete, asked of the shells themselves where they are installed. */
class CompletionCommandTest {
    @TempDir
    Path temp;

    @Test
    void fishOffersCommandsLabsAndTheValuesOfOptions() throws Exception {
        Path script = script("fish");
        assumeTrue(isInstalled("fish"), "fish is not installed");
        assertThat(fish(script, "bpflab "))
                .contains("lab\t", "doctor\t", "prog\t")
                .doesNotContain("rehearse");
        assertThat(fish(script, "bpflab lab ")).contains("2.1\t", "2.2\t", "2.3\t");
        assertThat(fish(script, "bpflab prog ")).contains("run\t", "debug\t").doesNotContain("doctor\t");
        assertThat(fish(script, "bpflab lab 2.1 --host ")).contains("auto\t", "sim\t", "kernel\t");
    }

    @Test
    void fishHasALineForEachCommandAndSaysWhatItDoes() {
        String script = new Cli(temp).run("completion", "fish").out();
        assertThat(script)
                .contains("-f -a 'lab' -d 'Shows how far you are")
                .contains("-l host -x -a 'auto sim kernel'")
                .contains("-a '2.1 2.2 2.3 2.4'");
        assertThat(script.lines()).allMatch(line -> line.startsWith("complete -c bpflab ") || line.startsWith("#"));
    }

    @Test
    void bashOffersLabsAndSubcommands() throws Exception {
        Path script = script("bash");
        assumeTrue(isInstalled("bash"), "bash is not installed");
        assertThat(bash(script, "bpflab", "lab", "")).contains("2.1", "2.2", "2.3");
        assertThat(bash(script, "bpflab", "prog", "ver")).contains("verify");
    }

    @Test
    void anUnknownShellIsRefusedWithThoseThatAreKnown() {
        Cli.Ended ended = new Cli(temp).run("completion", "tcsh");
        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err()).contains("tcsh", "bash", "zsh", "fish");
    }

    private Path script(String shell) throws IOException {
        Cli.Ended ended = new Cli(temp).run("completion", shell);
        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
        return Files.writeString(temp.resolve("bpflab." + shell), ended.out());
    }

    private static String fish(Path script, String typed) throws Exception {
        return run("fish", "--no-config", "-c", "source '" + script + "'; complete -C '" + typed + "'");
    }

    private static String bash(Path script, String... words) throws Exception {
        String typed = String.join("' '", words);
        return run(
                "bash",
                "--norc",
                "-c",
                "compopt() { :; }; source '" + script + "'; COMP_WORDS=('" + typed + "'); COMP_CWORD="
                        + (words.length - 1) + "; _complete_bpflab; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    private static boolean isInstalled(String shell) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
