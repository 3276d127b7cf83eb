package dev.bpflab.workbench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * How a workbench is opened. {@code Options.of(Host.SIM).seed(7).out(System.out)} is one.
 *
 * @param host where programs run
 * @param seed what the simulated kernel's events come from; when empty it is 1, and chosen anew for traffic on the running
 *     kernel and for the events with which a lab tries programs out
 * @param out where what snippets print goes, {@code System.err} included; not closed with the workbench
 */
public record Options(Host host, OptionalLong seed, PrintStream out) {
    /** Returns options for a host, with no seed; what snippets print is thrown away. */
    public static Options of(Host host) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Options(host, OptionalLong.empty(), nowhere);
    }

    /** Returns the same with a seed: the same seed gives the same run on the simulated kernel. */
    public Options seed(long given) {
        return new Options(host, OptionalLong.of(given), out);
    }

    /** Returns the same with another place for what snippets print. */
    public Options out(PrintStream other) {
        return new Options(host, seed, other);
    }
}
