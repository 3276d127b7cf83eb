package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void givesTheMostAlikeFirstAndEquallyAlikeOnesByAlphabet() {
        assertThat(Nearest.of("shed", List.of("timer", "sched", "skb", "bed"), 3))
                .containsExactly("sched", "bed", "skb");
    }
}
