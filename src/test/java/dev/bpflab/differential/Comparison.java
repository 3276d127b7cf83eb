package dev.bpflab.differential;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.sim.Sim;
import java.util.ArrayList;
import java.util.List;

/** What both hosts made of a program, and in what they differ. */
record Comparison(Sample sample, Observed kernel, Observed sim) {
    private static final int FILLED = 128;

    /** In what the hosts differ, the worst first. */
    enum Difference {
        /** The simulated kernel accepts what Linux rejects. */
        ACCEPTED,
        /** The simulated kernel rejects what Linux accepts. */
        REJECTED,
        ERRNO,
        REASON,
        RUN,
        /** A changed program does something else, which may be because it lets addresses out. */
        UNSURE_RUN,
        /** The simulated kernel says that it lacks something. */
        NOT_SIMULATED,
        NONE;

        /** Returns whether the simulated kernel is wrong about Linux. */
        boolean fails() {
            return ordinal() <= RUN.ordinal();
        }
    }

    static Comparison of(Sample sample, BpfHost kernel) {
        try (BpfHost sim = Sim.host(1)) {
            Observed live = Observed.on(kernel, sample);
            Observed simulated = Observed.on(sim, sample);
            if (!live.run().equals(simulated.run()) && readsUnwrittenStack(sample, kernel)) {
                live = live.withoutRun();
                simulated = simulated.withoutRun();
            }
            return new Comparison(sample, live, simulated);
        }
    }

    /**
     * Returns whether what the program does depends on what was on the stack before, which Linux lets privileged programs
     * read: filled with one byte it gives something else than with another.
     */
    private static boolean readsUnwrittenStack(Sample sample, BpfHost kernel) {
        return !filled(sample, kernel, 0).equals(filled(sample, kernel, 0xa5a5a5a5));
    }

    private static String filled(Sample sample, BpfHost kernel, int with) {
        List<Insn> prologue = new ArrayList<>();
        for (int offset = -FILLED; offset < 0; offset += 8) {
            prologue.add(new Insn.Store(Size.DW, Reg.R10, (short) offset, new Imm(with)));
        }
        return Observed.on(kernel, sample.withInsns(Edits.withPrologue(sample.insns(), prologue)))
                .run();
    }

    Difference difference() {
        if (sim.notSimulated()) {
            return Difference.NOT_SIMULATED;
        }
        if (kernel.accepted() != sim.accepted()) {
            return sim.accepted() ? Difference.ACCEPTED : Difference.REJECTED;
        }
        if (kernel.result() != sim.result()) {
            return Difference.ERRNO;
        }
        if (!kernel.reason().equals(sim.reason())) {
            return Difference.REASON;
        }
        if (kernel.run().equals(sim.run())) {
            return Difference.NONE;
        }
        return sample.mutated() ? Difference.UNSURE_RUN : Difference.RUN;
    }

    @Override
    public String toString() {
        return sample + "=> " + kernel.verdict() + "\nsim " + difference() + ": " + sim.verdict() + "\n"
                + (kernel.run().equals(sim.run()) ? "" : "linux " + kernel.run() + "sim " + sim.run());
    }
}
