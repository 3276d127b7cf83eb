package dev.bpflab.cli.doctor;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a command writes to.
 *
 * @param terminal whether input and output are a terminal
 * @param type {@code TERM}
 * @param colours how many colours are used, in words
 * @param columns how wide it is
 * @param lines how high it is; 0 when it has no end
 * @param charset what its characters are encoded in
 */
public record TerminalFacts(boolean terminal, String type, String colours, int columns, int lines, Charset charset) {
    private static final int LEAST = 40;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                terminal
                        ? Finding.yes(
                                Section.TERMINAL,
                                "terminal",
                                (type.isEmpty() ? "of no named type" : type) + ", " + colours)
                        : Finding.fact(
                                Section.TERMINAL,
                                "terminal",
                                "input or output is none: scripts run, typing at the prompt wants one"));
        if (terminal) {
            findings.add(
                    columns >= LEAST
                            ? Finding.yes(Section.TERMINAL, "size", columns + " columns, " + lines + " lines")
                            : Finding.no(
                                    Section.TERMINAL,
                                    "size",
                                    columns + " columns, " + lines + " lines",
                                    "tables and pictures that fit",
                                    "make the window 40 columns wide or more"));
            if (type.isEmpty() || type.equals("dumb")) {
                findings.add(Finding.no(
                        Section.TERMINAL,
                        "line editing",
                        "a " + (type.isEmpty() ? "nameless" : type) + " terminal has none",
                        "keys, completion and colours at the prompt; typing works",
                        "export TERM=xterm-256color, if the terminal is one"));
            }
        }
        boolean unicode = charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        findings.add(
                unicode
                        ? Finding.yes(Section.TERMINAL, "encoding", charset.name())
                        : Finding.no(
                                Section.TERMINAL,
                                "encoding",
                                charset.name(),
                                "nothing, but lines are drawn in ASCII",
                                "export LC_ALL=C.UTF-8"));
        return findings;
    }
}
