package dev.bpflab.bpf;

import java.util.Locale;

/** A program that the verifier rejected, with its log and what that means. */
public final class VerifierException extends BpfException {
    private static final long serialVersionUID = 1L;

    private final transient ProgramSpec spec;
    private final transient VerifierLog log;
    private final transient Explanation explanation;

    VerifierException(String operation, Errno errno, ProgramSpec spec, VerifierLog log) {
        this(operation, errno, spec, log, Explanation.of(spec, errno, log));
    }

    private VerifierException(
            String operation, Errno errno, ProgramSpec spec, VerifierLog log, Explanation explanation) {
        super(operation, errno, log.reason() + place(explanation), clause(explanation.remedy()));
        this.spec = spec;
        this.log = log;
        this.explanation = explanation;
    }

    private static String place(Explanation explanation) {
        Explanation.Place place = explanation.place();
        return place == null ? "" : " at #" + place.slot() + " " + place.call();
    }

    /** Returns the first sentence as a part of another. */
    private static String clause(String sentences) {
        String first = sentences.split("[.;] ", 2)[0].replaceFirst("\\.$", "");
        return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }

    /** Returns the program that was rejected. */
    public ProgramSpec spec() {
        return spec;
    }

    /** Returns what the verifier wrote. */
    public VerifierLog log() {
        return log;
    }

    /** Returns which instruction was refused, why, and what helps. */
    public Explanation explanation() {
        return explanation;
    }
}
