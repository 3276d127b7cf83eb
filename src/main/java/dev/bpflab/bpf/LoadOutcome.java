package dev.bpflab.bpf;

/**
 * What came of loading a program.
 *
 * @param result a file descriptor, or a negated errno
 * @param log the verifier's log; empty when none was asked for
 */
public record LoadOutcome(int result, String log) {}
