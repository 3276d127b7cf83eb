package dev.bpflab.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that says how what is shown is read; it may stand anywhere on the line. */
final class ScreenOption {
    static final String VARIABLE = "BPFLAB_PLAIN";

    @Option(
            names = "--plain",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:" + VARIABLE + ":-false}",
            description =
                    "words only, for a screen reader: no colours, lines, bars or redrawing (also by BPFLAB_PLAIN=true)")
    boolean plain;
}
