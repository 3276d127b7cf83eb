package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which starts need nothing that reads command lines, and that they mean what it would read. */
class PlainStartTest {
    private static App app(boolean terminal, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new App(
                new Streams(InputStream.nullInputStream(), nowhere, nowhere, environment, terminal),
                UserFolders.at(Path.of("nowhere")),
                new HostOption(),
                new ScreenOption());
    }

    @ParameterizedTest
    @EnumSource
    void aHostIsChosenAsACommandLineWouldChooseIt(HostOption.Choice choice) {
        App plain = app(true, Map.of());
        assertThat(PlainStart.of(plain, "--host", choice.name())).isPresent();
        App parsed = app(true, Map.of());
        new CommandLine(BpflabCommand.class, parsed).parseArgs("--host", choice.name());
        assertThat(plain.host().choice).isEqualTo(parsed.host().choice).isEqualTo(choice);
    }

    @Test
    void nothingSaidIsTheHostOfTheEnvironmentOrTheOneThatCanBeUsed() {
        App unset = app(true, Map.of());
        assertThat(PlainStart.of(unset)).isPresent();
        assertThat(unset.host().choice).isEqualTo(HostOption.Choice.auto);
        App set = app(true, Map.of("BPFLAB_HOST", "sim"));
        assertThat(PlainStart.of(set)).isPresent();
        assertThat(set.host().choice).isEqualTo(HostOption.Choice.sim);
        assertThat(PlainStart.of(app(true, Map.of("BPFLAB_HOST", "mars")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lab", "--host", "--host=sim", "--host mars", "--host SIM", "--plain", "--host sim --plain"})
    void anyOtherLineIsReadAsACommandLine(String line) {
        assertThat(PlainStart.of(app(true, Map.of()), line.split(" "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BPFLAB_SEED", "BPFLAB_PLAIN"})
    void whatTheEnvironmentSaysBesideIsReadAsACommandLine(String variable) {
        assertThat(PlainStart.of(app(true, Map.of(variable, "1")))).isEmpty();
    }

    @Test
    void withoutATerminalThereIsNoPrompt() {
        assertThat(PlainStart.of(app(false, Map.of()))).isEmpty();
    }
}
