package dev.bpflab.agent;

/** How large what goes over the pipe may be. */
public final class WireLimits {
    /** The version of the protocol: both sides must have the same. */
    public static final int PROTOCOL = 1;

    /** The bytes of a message, its kind included. */
    public static final int MESSAGE = 4 << 20;

    /** The bytes of a map's key or value, and of what a program runs on. */
    public static final int BYTES = 1 << 20;

    /** The bytes of a name: of a class, a variable, a function, an interface, a path. */
    public static final int NAME = 4_096;

    /** The bytes of a text. */
    public static final int TEXT = 256 << 10;

    /** The bytes of a table such as that of the kernel's symbols, or of a verifier's log. */
    public static final int TABLE = 3 << 20;

    /** The elements of a list. */
    public static final int ELEMENTS = 65_536;

    /** How deep what a variable holds may be nested: lists of lists, and so on. */
    public static final int DEPTH = 6;

    /** How many processes are run, or executions chained, by one call. */
    public static final int PROCESSES = 10_000;

    /** How many packets are sent by one call. */
    public static final int PACKETS = 200_000;

    /** How often a program is test-run by one call. */
    public static final int REPEATS = 1_000_000;

    private WireLimits() {}
}
