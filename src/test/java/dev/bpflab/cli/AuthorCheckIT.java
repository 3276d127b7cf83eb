package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.kernel.KernelHas;
import dev.bpflab.kernel.KernelHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The labs of this project on the running kernel, as their author checks them. */
class AuthorCheckIT {
    static List<Path> labs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("labs"))) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void isInOrderOnTheRunningKernel(Path lab, @TempDir Path home) throws Exception {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
        if (Files.readString(lab.resolve("solution.jsh")).contains("tcxEgress(")) {
            try (BpfHost kernel = new KernelHost()) {
                KernelHas.assume(kernel, Bpf.tcxEgress("veth0"));
            }
        }
        BuiltPages.copyTo(home);

        Cli.Ended ended = new Cli(home).run("author", "check", lab.toString(), "--host", "kernel", "--mutate", "0");

        String id = String.valueOf(lab.getFileName()).replaceFirst("-.*", "");
        assertThat(ended.out()).startsWith("Lab " + id + ": ").endsWith("All is in order.\n");
        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
    }
}
