package dev.bpflab.sim.machine;

/** Thrown by a helper that is given an address it cannot use; the machine turns it into a {@link Fault}. */
final class MemoryFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    MemoryFault(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
