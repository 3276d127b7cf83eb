package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @Test
    void thePartsAreTheWholeAndAreOfOneSize() {
        List<Integer> all = IntStream.range(0, 10).boxed().toList();
        List<Integer> parts = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            List<Integer> part = Shard.parse(i + "/4").of(all);
            assertThat(part.size()).isBetween(2, 3);
            parts.addAll(part);
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
        assertThat(Shard.ALL.of(all)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/4/2", "1/9999999"})
    void whatIsNoPartIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no part");
    }
}
