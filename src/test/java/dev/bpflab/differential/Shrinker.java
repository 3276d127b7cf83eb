package dev.bpflab.differential;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.isa.Insn;
import java.util.List;

/** Makes a program that the hosts disagree on as short as can be while they still disagree in the same way. */
final class Shrinker {
    /** How many shorter programs are tried: one that the verifier takes long for is left as it is. */
    private static final int TRIALS = 300;

    private static final int SLOW_TRIALS = 10;

    private final BpfHost kernel;
    private int trials;

    Shrinker(BpfHost kernel) {
        this.kernel = kernel;
    }

    Comparison shrink(Comparison failing) {
        Comparison best = failing;
        trials = failing.kernel().reason().contains("too large") ? SLOW_TRIALS : TRIALS;
        for (int chunk = Math.max(1, failing.sample().insns().size() / 2); chunk >= 1 && trials > 0; ) {
            Comparison shorter = pass(best, chunk);
            if (shorter.sample().insns().size() == best.sample().insns().size()) {
                chunk /= 2;
            }
            best = shorter;
        }
        return best;
    }

    private Comparison pass(Comparison start, int chunk) {
        Comparison best = start;
        for (int at = best.sample().insns().size() - chunk; at >= 0 && trials > 0; at--) {
            if (at + chunk > best.sample().insns().size()
                    || best.sample().insns().size() <= chunk) {
                continue;
            }
            trials--;
            List<Insn> fewer = Edits.without(best.sample().insns(), at, at + chunk);
            Comparison candidate = Comparison.of(best.sample().withInsns(fewer), kernel);
            if (same(candidate, start)) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean same(Comparison candidate, Comparison start) {
        return candidate.difference() == start.difference()
                && shape(candidate.kernel()).equals(shape(start.kernel()))
                && shape(candidate.sim()).equals(shape(start.sim()));
    }

    /** Returns the verdict without its numbers. */
    private static String shape(Observed observed) {
        return observed.verdict().replaceAll("-?(0x)?[0-9a-f]*[0-9][0-9a-f]*", "N");
    }
}
