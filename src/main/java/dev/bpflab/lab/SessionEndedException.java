package dev.bpflab.lab;

/** What a learner's session ran in has ended, so that nothing more can be typed into it or read from it. */
public final class SessionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    /** Creates it with how the run ended. */
    public SessionEndedException(Ending ending) {
        super(ending.reason());
        this.ending = ending;
    }

    /** Returns how the run ended. */
    public Ending ending() {
        return ending;
    }
}
