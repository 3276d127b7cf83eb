package dev.bpflab.differential;

/** The verifier's reasons as they can be compared between runs and hosts. */
public final class Reasons {
    private Reasons() {}

    /**
     * Leaves out of a reason what only one kernel run can know: addresses, and the instruction before a verifier gives up,
     * whose line Linux does not always end when its log has run over.
     */
    public static String comparable(String reason) {
        return reason.replaceAll("0xffff[0-9a-f]{12}", "0xPTR").replaceAll("^.* (?=BPF program is too large)", "");
    }
}
