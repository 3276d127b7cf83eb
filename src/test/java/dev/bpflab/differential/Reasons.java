package dev.bpflab.differential;

/** The verifier's reasons as they can be compared between runs and hosts. */
public final class Reasons {
    private Reasons() {}

    /** Leaves out of a reason what only one kernel run can know: addresses, and which numbers Linux tracks precisely. */
    public static String comparable(String reason) {
        return reason.replaceAll("0xffff[0-9a-f]{12}", "0xPTR").replaceAll("=P(?=[0-9s-])", "=");
    }
}
