package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds the reason in logs of Linux 6.18. */
class VerifierLogTest {
    @Test
    void thereIsNoReasonWithoutALog() {
        assertThat(new VerifierLog("").reason()).isEmpty();
        assertThat(new VerifierLog("processed 2 insns (limit 1000000)\n").reason())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0: (95) exit~R0 !read_ok~processed 1 insns | R0 !read_ok",
                "0: (95) exit~R0 !read_ok~verification time 5 usec~stack depth 0~processed 1 insns | R0 !read_ok",
                "infinite loop detected at insn 1~cur state: R0=P0~old state: R0=P0~processed 4 insns | infinite loop detected at insn 1",
                "invalid access to map value, value_size=8 off=8 size=8~R0 min value is outside of the allowed memory range~processed 7 insns | invalid access to map value, value_size=8 off=8 size=8",
                "R0 max value is outside of the allowed memory range~processed 7 insns | R0 max value is outside of the allowed memory range",
            })
    void theReasonIsTheLineThatSaysMost(String log, String reason) {
        assertThat(new VerifierLog(log.replace('~', '\n')).reason()).isEqualTo(reason);
    }
}
