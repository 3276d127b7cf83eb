package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapOperationsTest {
    private static boolean findsAndLoses(MapOperations operations) {
        List<MapOperations.Verb> verbs =
                operations.steps().stream().map(MapOperations.Step::verb).toList();
        int update = verbs.indexOf(MapOperations.Verb.UPDATE);
        return update >= 0 && verbs.lastIndexOf(MapOperations.Verb.DELETE) > update;
    }

    @Test
    void shrinksToWhatTheFailureNeeds() {
        MapOperations shrunk = MapOperations.random(1, 50).shrunk(MapOperationsTest::findsAndLoses);
        assertThat(shrunk.steps())
                .extracting(MapOperations.Step::verb)
                .containsExactly(MapOperations.Verb.UPDATE, MapOperations.Verb.DELETE);
        assertThat(shrunk.toString().lines()).hasSize(3);
    }

    @Test
    void isTheSameForTheSameSeed() {
        try (BpfHost host = new SimHost(new SimKernel(1))) {
            for (long seed = 0; seed < 20; seed++) {
                assertThat(MapOperations.random(seed, 20).answers(host, 4))
                        .hasSize(21)
                        .isEqualTo(MapOperations.random(seed, 20).answers(host, 4));
            }
        }
    }
}
