package dev.bpflab.repl;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A walk through lab 2.1 on the running kernel. */
class WalkIT extends WalkContract {
    @BeforeAll
    static void assumeKernel() {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Override
    Workspace open() {
        return Live.workspace();
    }

    /** A hash map gives its keys in an order of its own each time: rows that follow one another are sorted. */
    @Override
    String comparable(String shown) {
        List<String> all = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String line : (shown + "end").lines().toList()) {
            if (line.contains("\u2502")) {
                rows.add(line);
            } else {
                rows.sort(null);
                all.addAll(rows);
                rows.clear();
                all.add(line);
            }
        }
        return String.join("\n", all);
    }

    @Test
    void aWalkShowsWhatItsTranscriptSays() throws Exception {
        walk(WALKS.resolve("kernel/2.1-process-counter.typed"), WALKS.resolve("kernel/2.1-process-counter.txt"));
    }
}
