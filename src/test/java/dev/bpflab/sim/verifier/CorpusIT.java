package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.differential.Reasons;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.kernel.KernelHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus says what the running kernel says, when that is the one that it was captured from. */
class CorpusIT {
    @Test
    void theRunningKernelStillGivesTheseVerdicts() {
        SimulatedRelease.assume();
        List<String> differences = new ArrayList<>();
        for (Corpus.Case program : Corpus.load()) {
            String live = verdict(program);
            String captured = program.result() == 0
                    ? "ok"
                    : Errno.ofResult(program.result()) + " " + Reasons.comparable(program.reason());
            if (!live.equals(captured)) {
                differences.add(program.name() + ": live " + live + ", captured " + captured);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String verdict(Corpus.Case program) {
        try (KernelHost host = new KernelHost()) {
            List<Integer> fds = new ArrayList<>();
            for (MapAttr map : program.maps()) {
                int fd = host.createMap(map);
                assertThat(fd).as(program.name()).isPositive();
                fds.add(fd);
            }
            byte[] code = InsnCodec.encode(program.link(fds::get));
            LoadOutcome outcome = host.load(new ProgAttr(program.type().number(), code, program.license(), "", 1));
            if (outcome.result() >= 0) {
                return "ok";
            }
            String reason = new VerifierLog(outcome.log()).reason();
            return Errno.ofResult(outcome.result()) + " " + Reasons.comparable(reason);
        }
    }
}
