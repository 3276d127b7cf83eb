package dev.bpflab.cli.doctor;

import java.util.Locale;

/** What came of looking at one thing. */
public enum Status {
    /** As the labs like it. */
    YES,
    /** Not there, or not allowed. */
    NO,
    /** It could not be found out. */
    UNKNOWN,
    /** Neither good nor bad. */
    FACT;

    /** Returns the word in the JSON, which does not change. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
