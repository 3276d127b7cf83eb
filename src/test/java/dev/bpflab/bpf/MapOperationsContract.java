package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.bpflab.differential.SimulatedRelease;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What every operation answers on every map type, as Linux 6.18 was recorded to answer it. */
interface MapOperationsContract extends HostUnderTest {
    /** What other releases are known to answer. */
    Map<String, String> ELSEWHERE = Map.of(
            "freeze, once more", "EBUSY",
            "freeze, the map is RDONLY", "OK",
            "lookup and delete, the map is new", "ENOTSUPP");

    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @CsvFileSource(resources = "/dev/bpflab/bpf/map-operations.csv", numLinesToSkip = 1)
    default void eachOperationAnswersAsLinuxDoes(MapType type, String operation, String when, String outcome) {
        String answer = MapOperationTable.find(operation, when).on(host(), type);
        assumeFalse(
                SimulatedRelease.isNot(host())
                        && answer.equals(ELSEWHERE.get(operation + ", " + when))
                        && !answer.equals(outcome),
                () -> operation + ", " + when + ": Linux 6.18 answers " + outcome + ", this kernel " + answer);
        assertThat(answer).isEqualTo(outcome);
    }
}
