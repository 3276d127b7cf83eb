package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Explanation;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.differential.Reasons;
import dev.bpflab.isa.InsnCodec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated verifier gives every program of the corpus the verdict, errno and reason that Linux gave. */
class CorpusTest {
    static Stream<Corpus.Case> cases() {
        return Corpus.load().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheKernelsVerdict(Corpus.Case program) {
        Verdict verdict = Verifier.verify(program.input(1));
        if (!program.simulated()) {
            assertThat(verdict.result()).isEqualTo(Errno.ENOTSUPP.result());
            assertThat(new VerifierLog(verdict.log()).reason()).startsWith("not simulated: ");
            return;
        }
        String reason = verdict.accepted() ? "" : new VerifierLog(verdict.log()).reason();
        assertThat(Reasons.comparable(reason)).isEqualTo(Reasons.comparable(program.reason()));
        if (!verdict.accepted()) {
            ProgramSpec spec =
                    ProgramSpec.of(InsnCodec.decodeProgram(InsnCodec.encode(program.insns())), program.type());
            assertThat(Explanation.of(spec, Errno.ofResult(verdict.result()), new VerifierLog(verdict.log()))
                            .message())
                    .isNotEqualTo("other");
        }
        assertThat(verdict.result()).isEqualTo(program.result());
    }

    @Test
    void isLargeAndHasBothVerdicts() {
        assertThat(Corpus.load()).hasSizeGreaterThan(300);
        assertThat(Corpus.load()).anyMatch(program -> program.result() == 0);
        assertThat(Corpus.load()).extracting(Corpus.Case::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheSameVerdictWithoutALogAndWithAFullOne(Corpus.Case program) {
        Verdict quiet = Verifier.verify(program.input(0));
        assertThat(quiet.log()).isEmpty();
        assertThat(Verifier.verify(program.input(2)).result()).isEqualTo(quiet.result());
    }
}
