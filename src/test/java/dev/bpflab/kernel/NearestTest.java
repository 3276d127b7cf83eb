package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"sched,sched,0", "shed,sched,1", "sched,'',5", "kitten,sitting,3"})
    void countsTheChangesBetweenTwoWords(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void givesTheMostAlikeFirstAndEquallyAlikeOnesByAlphabet() {
        assertThat(Nearest.of("shed", List.of("timer", "sched", "skb", "bed"), 3))
                .containsExactly("sched", "bed", "skb");
    }
}
