package dev.bpflab.bpf;

import java.util.Locale;

/** Which way packets go at an interface. */
public enum Direction {
    /** They arrive there. */
    INGRESS,
    /** They are sent out of it. */
    EGRESS;

    /** Returns the name in lower case. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
