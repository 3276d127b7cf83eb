package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.kernel.KernelHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labs of this project on the running kernel, as their author checks them. */
class AuthorCheckIT {
    @Test
    void everyLabIsInOrderOnTheRunningKernel(@TempDir Path home) throws Exception {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
        BuiltPages.copyTo(home);

        Cli.Ended ended = new Cli(home).run("author", "check", "--host", "kernel", "--mutate", "0");

        assertThat(ended.out()).contains("Lab 2.1: Process counter").endsWith("All is in order.\n");
        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
    }
}
