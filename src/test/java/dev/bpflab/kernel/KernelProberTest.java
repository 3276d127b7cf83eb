package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelProberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mac OS X   | aarch64 | this is Mac OS X, not Linux",
                "Windows 11 | amd64   | this is Windows 11, not Linux",
                "Linux      | s390x   | the system call numbers of s390x are not known, only those of amd64 and aarch64",
                "Linux      | x86     | the system call numbers of x86 are not known, only those of amd64 and aarch64",
            })
    void saysWhyThereIsNoKernelToUse(String system, String arch, String reason) {
        KernelProbe probe = KernelProber.probe(system, arch);
        assertThat(probe.usable()).isFalse();
        assertThat(probe.describe()).isEqualTo(reason + "; use --host sim");
    }
}
