package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("jdk")
class LiveStageIT {
    @BeforeEach
    void assume() {
        LiveKernel.assume();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-such-program | run 'no-such-program': ENOENT (there is no such program on the PATH; check the spelling, or give its full path)",
                "true --help | run 'true --help': ENOENT (there is no such program on the PATH; name a program alone, without arguments)",
                "$(id) | run '$(id)': ENOENT (there is no such program on the PATH; check the spelling, or give its full path)",
                "/no/such | run '/no/such': ENOENT (there is no such program; check the path)",
                "/proc/cpuinfo | run '/proc/cpuinfo': EACCES (the file may not be executed; chmod +x it)",
                "'' | run '': ENOENT (the command is empty; name a program, such as \"true\")",
            })
    void saysWhyACommandCannotRun(String command, String message) {
        try (LiveStage stage = new LiveStage()) {
            assertThatThrownBy(() -> stage.runProcesses(command, 1))
                    .isInstanceOf(BpfException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> stage.runExecChain(command, 3)).hasMessage(message);
        }
    }

    @Test
    void wantsANumberThatMakesSense() {
        try (LiveStage stage = new LiveStage()) {
            assertThat(stage.runProcesses("true", 0)).isEmpty();
            assertThatThrownBy(() -> stage.runProcesses("true", -1))
                    .hasMessage("run 'true': EINVAL (it cannot run -1 times; use 0 or more)");
            assertThatThrownBy(() -> stage.runExecChain("true", 0))
                    .hasMessage("run 'true': EINVAL (it cannot execute 0 times; use 1 or more)");
        }
    }

    private static Path script(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void killsWhatDoesNotEnd(@TempDir Path folder) throws IOException {
        Path pidFile = folder.resolve("pid");
        Path endless = script(folder, "endless", "#!/bin/sh\necho $$ > " + pidFile + "\nwhile :; do :; done\n");
        try (LiveStage stage = new LiveStage(Duration.ofMillis(500))) {
            assertThatThrownBy(() -> stage.runProcesses(endless.toString(), 1))
                    .isInstanceOfSatisfying(
                            BpfException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
        }
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void closingItEndsWhatRuns(@TempDir Path folder) throws Exception {
        Path started = folder.resolve("started");
        Path endless = script(folder, "endless", "#!/bin/sh\n: > " + started + "\nwhile :; do :; done\n");
        LiveStage stage = new LiveStage();
        CompletableFuture<List<?>> run = CompletableFuture.supplyAsync(() -> stage.runProcesses(endless.toString(), 1));
        while (!Files.exists(started) && !run.isDone()) {
            Thread.onSpinWait();
        }
        stage.close();
        assertThatThrownBy(run::get).isInstanceOf(ExecutionException.class).hasMessageContaining("ESHUTDOWN");
        assertThatThrownBy(() -> stage.runProcesses("true", 1)).hasMessageContaining("ESHUTDOWN");
    }

    @Test
    void anInterruptEndsWhatRuns() {
        try (LiveStage stage = new LiveStage()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> stage.runProcesses("yes", 1)).hasMessageContaining("EINTR");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aScriptsNameIsItsFileNameCutTo15Characters(@TempDir Path folder) throws IOException {
        Path script = script(folder, "a-rather-long-script-name", "#!/bin/sh\nexit 3\n");
        try (LiveStage stage = new LiveStage()) {
            assertThat(stage.runProcesses(script.toString(), 1).get(0).comm()).isEqualTo("a-rather-long-s");
        }
    }

    @Test
    void tracepointsAreFoundWithoutAMountedTracefs() throws Exception {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mounts"));
        try (TraceFs mounted = TraceFs.open();
                TraceFs detached = TraceFs.mountDetached()) {
            Hook.Tracepoint exec = new Hook.Tracepoint("sched", "sched_process_exec");
            assertThat(detached.id(exec)).isPositive().isEqualTo(mounted.id(exec));
            assertThat(Files.readAllLines(Path.of("/proc/self/mounts"))).isEqualTo(mounts);
        }
    }
}
