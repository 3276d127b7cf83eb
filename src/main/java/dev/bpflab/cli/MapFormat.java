package dev.bpflab.cli;

import picocli.CommandLine.Option;

/** The options that choose how maps are written. */
final class MapFormat {
    @Option(names = "--json", description = "as JSON")
    boolean json;

    @Option(names = "--csv", description = "as CSV with a header")
    boolean csv;

    /** Refuses both at once. */
    void check() {
        if (json && csv) {
            throw new CommandFailure("write maps", "--json and --csv are two formats", "choose one");
        }
    }
}
