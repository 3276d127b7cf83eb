package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.differential.Reasons;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The corpus says what the running kernel says, when that is the version that it was captured from. */
class CorpusIT {
    @Test
    void theRunningKernelStillGivesTheseVerdicts() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe::describe);
        String release = System.getProperty("os.version");
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
        assumeTrue(
                release.startsWith(Corpus.KERNEL + "."),
                () -> "the corpus is of Linux " + Corpus.KERNEL + ", this is " + release + " and differs in "
                        + differences);
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
