package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.RawSlot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated kernel gives malformed programs the errno and the words that Linux gave. */
class MalformedProgramsTest {
    /** What the simulated kernel does not offer: may_goto, kfuncs, kernel variables, load-acquire and store-release. */
    private static final int NOT_SIMULATED = 60;

    @Test
    void areRefusedInTheKernelsWords() {
        List<List<RawSlot>> programs = MalformedPrograms.all();
        List<String> recorded = MalformedPrograms.recorded();
        assertThat(recorded).hasSameSizeAs(programs);
        int notSimulated = 0;
        List<String> differences = new ArrayList<>();
        try (SimHost host = new SimHost(new SimKernel(1))) {
            for (int i = 0; i < programs.size(); i++) {
                String answer = MalformedPrograms.answer(host, programs.get(i));
                if (answer.startsWith("ENOTSUPP not simulated: ")) {
                    notSimulated++;
                } else if (!answer.equals(recorded.get(i))) {
                    differences.add(MalformedPrograms.describe(programs.get(i)) + ": Linux " + recorded.get(i)
                            + ", simulated " + answer);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(notSimulated).isLessThan(NOT_SIMULATED);
    }
}
