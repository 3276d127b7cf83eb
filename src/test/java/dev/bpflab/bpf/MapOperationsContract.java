package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What every operation answers on every map type, as Linux 6.18 was recorded to answer it. */
interface MapOperationsContract extends HostUnderTest {
    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @CsvFileSource(resources = "/dev/bpflab/bpf/map-operations.csv", numLinesToSkip = 1)
    default void eachOperationAnswersAsLinuxDoes(MapType type, String operation, String when, String outcome) {
        assertThat(MapOperationTable.find(operation, when).on(host(), type)).isEqualTo(outcome);
    }
}
