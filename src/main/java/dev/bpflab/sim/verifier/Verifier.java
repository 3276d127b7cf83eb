package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;

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
        Log log = new Log(input.logLevel());
        Code code = new Code(input.insns());
        if (code.length() == 0 || code.length() > MAX_INSNS) {
            return new Verdict(Errno.E2BIG.result(), "");
        }
        try {
            Subprograms subprograms = Subprograms.of(code, log);
            ControlFlow flow = new ControlFlow(code, log);
            flow.check();
            throw log.notSimulated("path exploration of %d functions", subprograms.count());
        } catch (Rejection rejection) {
            return new Verdict(rejection.errno().result(), log.toString());
        }
    }
}
