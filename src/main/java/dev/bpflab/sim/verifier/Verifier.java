package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.BitSet;

/**
 * The verifier of the simulated kernel. It explores every path of a program and gives the verdict that Linux 6.18 gives
 * a fully privileged user, with the same errno and reason line. What it does not know it refuses with
 * {@code not simulated: …} and ENOTSUPP; it never throws for any program, and its work is bounded like the kernel's.
 */
public final class Verifier {
    private static final int MAX_INSNS = 1_000_000;

    private Verifier() {}

    /** Verifies a program. */
    public static Verdict verify(VerifierInput input) {
        Code code = new Code(input.code());
        if (code.length() == 0 || code.length() > MAX_INSNS) {
            return new Verdict(Errno.E2BIG.result(), "", ContextReach.NONE, new BitSet());
        }
        Run run = new Run(input, code);
        int result = 0;
        try {
            run.check();
        } catch (Rejection rejection) {
            result = rejection.errno().result();
        }
        run.log.print(run.statistics());
        return new Verdict(result, run.log.toString(), run.context, run.contextLoads);
    }

    /** One verification, from the first structural check to the last statistic. */
    private static final class Run {
        private final VerifierInput input;
        private final Code code;
        final Log log;
        private int processed;
        private int maxStates;
        private int states;
        private int peak;
        ContextReach context = ContextReach.NONE;
        BitSet contextLoads = new BitSet();

        Run(VerifierInput input, Code code) {
            this.input = input;
            this.code = code;
            this.log = new Log(input.logLevel());
        }

        void check() {
            if (!ProgramRules.isSimulated(input.type())) {
                throw log.notSimulated("programs of type %s", input.type().kernelName());
            }
            Subprograms subprograms = Subprograms.of(code, log);
            Maps maps = Maps.of(code, input, log);
            ControlFlow flow = new ControlFlow(code, subprograms, log);
            Env env = new Env(input, code, log, maps, subprograms, flow);
            if (log.complete()) {
                env.live.print(log);
            }
            Explorer explorer = new Explorer(env);
            try {
                explorer.run();
            } finally {
                processed = explorer.processed();
                maxStates = explorer.pruner().maxPerInsn;
                states = explorer.pruner().total;
                peak = explorer.pruner().peak;
                context = env.context;
                contextLoads = env.contextLoads;
            }
            if (!log.complete()) {
                log.cut(0);
            }
            new StackDepth(env).check();
        }

        String statistics() {
            return "processed " + processed + " insns (limit " + MAX_INSNS + ") max_states_per_insn " + maxStates
                    + " total_states " + states + " peak_states " + peak + " mark_read 0\n";
        }
    }
}
