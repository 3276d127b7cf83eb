package dev.bpflab.repl;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.Simulated;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through every lab on the simulated kernel. */
@Tag("jdk")
class WalkTest extends WalkContract {
    @Override
    Workspace open() {
        return Simulated.workspace(1);
    }

    @Override
    String comparable(String shown) {
        return shown;
    }

    @ParameterizedTest
    @MethodSource("walks")
    void aWalkShowsWhatItsTranscriptSays(String name) throws Exception {
        walk(WALKS.resolve(name + ".typed"), WALKS.resolve(name + ".txt"));
    }
}
