package dev.bpflab.bpf;

/**
 * What came of a batch command.
 *
 * @param result 0, or a negated errno
 * @param count how many elements were copied, set or removed, also when the command failed after them
 */
public record BatchOutcome(int result, int count) {}
