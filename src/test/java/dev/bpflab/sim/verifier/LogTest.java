package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.differential.LogLines;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At level 2 the simulated verifier writes what Linux 6.18 wrote, line by line; at level 1 what led to a rejection. */
class LogTest {
    static Stream<Map.Entry<Corpus.Case, List<String>>> logs() {
        return Corpus.loadLogs().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void writesTheKernelsLines(Map.Entry<Corpus.Case, List<String>> captured) {
        Verdict verdict = Verifier.verify(captured.getKey().input(2));
        assertThat(LogLines.comparable(verdict.log())).containsExactlyElementsOf(captured.getValue());
    }

    @Test
    void hasLogsOfLoopsCallsAndPrunedPaths() {
        assertThat(Corpus.loadLogs().values().stream().flatMap(List::stream))
                .anyMatch(line -> line.startsWith("SCC exit"))
                .anyMatch(line -> line.startsWith("returning from callee"))
                .anyMatch(line -> line.endsWith(": safe"))
                .anyMatch(line -> line.startsWith("mark_precise: frame1: parent state regs=r0"))
                .anyMatch(line -> line.startsWith("frame 0: propagating"))
                .anyMatch(line -> line.contains("REG INVARIANTS VIOLATION"))
                .anyMatch(line -> line.contains("falling back to forcing all scalars precise"));
    }

    @Test
    void levelOneKeepsOnlyThePathToARejection() {
        List<Corpus.Case> rejected = Corpus.loadLogs().keySet().stream()
                .filter(each -> each.result() < 0)
                .toList();
        assertThat(rejected).isNotEmpty();
        for (Corpus.Case program : rejected) {
            assertThat(Verifier.verify(program.input(1)).log())
                    .contains(program.reason())
                    .doesNotContain("mark_precise", ": safe", "Live regs");
        }
    }
}
